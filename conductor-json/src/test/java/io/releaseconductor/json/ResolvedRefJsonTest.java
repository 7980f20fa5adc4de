package io.releaseconductor.json;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.ResolvedRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a ref pointed at")
class ResolvedRefJsonTest {

    private static final String AT = ",\"resolved_ref\":{\"name\":\"main\",\"commit\":\"3f2a91c\"}";
    private static final String UNKNOWN = ",\"resolved_ref\":{\"missing\":\"HTTP 403\"}";

    private final DeploymentJson json = new DeploymentJson();

    private static Deployment with(@Nullable ResolvedRef resolved) {
        Deployment d = aDeployment().verified();
        return d.toBuilder()
                .request(
                        d.request().toBuilder().version(null).resolved(resolved).build())
                .build();
    }

    @Test
    @DisplayName("is all that it adds to a record, and nothing where nobody was asked")
    void is_written() {
        String without = json.write(with(null));

        assertThat(json.write(with(ResolvedRef.at("main", "3f2a91c")))).contains(AT);
        assertThat(json.write(with(ResolvedRef.at("main", "3f2a91c"))).replace(AT, ""))
                .isEqualTo(without);
        assertThat(json.write(with(ResolvedRef.unknown(null, "HTTP 403"))).replace(UNKNOWN, ""))
                .isEqualTo(without);
        assertThat(json.read(without).request().resolved()).isNull();
        assertThat(json.read(json.write(with(ResolvedRef.unknown("main", "HTTP 403")))))
                .isEqualTo(with(ResolvedRef.unknown("main", "HTTP 403")));
    }

    @Test
    @DisplayName("is refused beside a version that was asked for, and where it says neither what nor why")
    void is_refused() {
        String record = json.write(with(ResolvedRef.at("main", "3f2a91c")));

        refused(record.replace(AT, AT + ",\"requested_version\":\"1.4.2\""), "resolved_ref is ");
        refused(record.replace(",\"commit\":\"3f2a91c\"}", "}"), "resolved_ref/commit is missing");
        refused(record.replace("\"name\":\"main\",\"commit\"", "\"commit\""), "resolved_ref/name is missing");
        refused(record.replace("3f2a91c\"}", "3f2a91c\",\"missing\":\"why\"}"), "resolved_ref/commit is ");
    }

    private void refused(String record, String why) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record))
                .withMessageContaining(why);
    }
}
