package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The note of what is shipped")
class NoteJsonTest {

    private static final String WRITTEN = ",\"note\":\"fixes the login\"";

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment without = aDeployment().verified();

    private final Deployment with = without.toBuilder()
            .request(without.request().toBuilder().note("fixes the login").build())
            .build();

    @Test
    @DisplayName("is all that it adds to a record and to the history, and nothing where there is none")
    void is_written() {
        String entry = json.writeHistory(HistoryEntry.of(with));

        assertThat(json.write(with)).contains(WRITTEN);
        assertThat(json.write(with).replace(WRITTEN, "")).isEqualTo(json.write(without));
        assertThat(json.read(json.write(with))).isEqualTo(with);
        assertThat(entry).contains(WRITTEN);
        assertThat(entry.replace(WRITTEN, "")).isEqualTo(json.writeHistory(HistoryEntry.of(without)));
        assertThat(json.readHistory(entry)).isEqualTo(HistoryEntry.of(with));
    }

    @Test
    @DisplayName("is refused where it is longer than a note may be")
    void is_refused() {
        String record = json.write(with).replace("fixes the login", "x".repeat(201));
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record))
                .withMessageContaining("note ");
    }
}
