package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LookLog;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What looks rest on")
class LookLogJsonTest {

    private static final String LOG = ",\"log\":\"a-_9;AbCd*2!1:0000\"";

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment counted = aDeployment().counted();

    private @Nullable LookLog read(String from, String to) {
        String record = json.write(counted);
        assertThat(record).contains(from);
        Counting counting = json.read(record.replace(from, to)).counting();
        return Objects.requireNonNull(counting).log();
    }

    @Test
    @DisplayName("is read as it was, and adds a short text")
    void is_read() {
        assertThat(json.read(json.write(counted))).isEqualTo(counted);
        assertThat(read("\"looks\":3", "\"looks\":3")).hasToString("a-_9;AbCd*2!1:0000");
        assertThat(json.readHistory(json.writeHistory(HistoryEntry.of(counted))))
                .isEqualTo(HistoryEntry.of(counted));
        assertThat(json.writeHistory(HistoryEntry.of(aDeployment().verified()))).doesNotContain("counted");
    }

    @Test
    @DisplayName("is not there in a record of an older version, nor once one has counted on and left it as it was")
    void of_an_older_version() {
        assertThat(read(LOG, "")).isNull();
        assertThat(read("\"looks\":3", "\"looks\":4")).isNull();
        assertThat(read("0000\"", "0000+\"")).hasToString("a-_9;AbCd*2!1:0000+");
    }

    @Test
    @DisplayName("is refused where it has not the form of it, in a record and in the history")
    void is_refused() {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> read("AbCd*2", "AbC*2"))
                .withMessageContaining("log has not the form of one; allowed: digests, four characters each");
        String entry = json.writeHistory(HistoryEntry.of(counted));
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.readHistory(entry.replace("AbCd*2", "AbC*2")))
                .withMessageContaining("counted/counted_waves/0/log has not the form of one");
    }
}
