package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.model.DeployId;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An audit entry as JSON")
class AuditJsonTest {

    private static final DeployId ID = new DeployId("ship-prod-1699747200");

    private final AuditJson json = new AuditJson();

    @Test
    @DisplayName("comes back as it was, whatever is in it, and fits its digest")
    void comes_back() {
        for (int seed = 0; seed < 500; seed++) {
            Occurrence told = new AnyRecord(new Random(seed)).of(Occurrence.class);
            AuditEntry first = AuditEntry.following(null, ID, 1, "node \ud800 1", told);
            AuditEntry second = AuditEntry.following(first, ID, 9, "node-2", told);
            String text = json.write(second);

            assertThat(text).doesNotContain("\n");
            assertThat(json.read(text)).isEqualTo(second);
            assertThat(json.read(json.write(first)).isIntact()).isTrue();
            assertThat(json.read(text).isIntact()).isTrue();
        }
    }

    @Test
    @DisplayName("passes over what it does not know, and says what is missing")
    void says_what_is_missing() {
        AuditEntry entry =
                AuditEntry.following(null, ID, 1, "node-1", new AnyRecord(new Random(1)).of(Occurrence.class));
        String text = json.write(entry);

        assertThat(json.read(text.replaceFirst("\\{", "{\"later\":[1],"))).isEqualTo(entry);
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(text.replace("\"node\":", "\"nude\":")))
                .withMessageContaining("node");
        assertThatExceptionOfType(CorruptRecordException.class).isThrownBy(() -> json.read("[]"));
    }
}
