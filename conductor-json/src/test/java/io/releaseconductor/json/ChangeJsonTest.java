package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.tree;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.RiskyPaths;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is being shipped, on the wire,")
class ChangeJsonTest {

    private final DeploymentJson json = new DeploymentJson();

    private static Deployment with(List<ChangeSummary.Commit> others, ChangeSummary.@Nullable Risk risk) {
        return aDeployment().promoted().toBuilder()
                .change(new ChangeLookup(
                        new ChangeSummary("Fix login", "Ada", null, null, null, others, risk), null, null))
                .build();
    }

    @Test
    @DisplayName("says nothing of other commits and risky paths where there are none, and older records have none")
    void none() {
        String written = json.write(with(List.of(), null));

        assertThat(tree(written).get("change")).isEqualTo(tree("{\"title\":\"Fix login\",\"author\":\"Ada\"}"));
        assertThat(tree(written).has("risky_paths")).isFalse();
        assertThat(json.read(written).change().summary().others()).isEmpty();
        assertThat(json.read(written).change().summary().risk()).isNull();
        assertThat(json.read(written).request().riskyPaths()).isEqualTo(RiskyPaths.NONE);
    }

    @Test
    @DisplayName("keeps other commits, the paths that changed, and which are risky")
    void some() {
        List<ChangeSummary.Commit> others =
                List.of(new ChangeSummary.Commit("Add orders", "Grace"), new ChangeSummary.Commit("Say hello", null));
        Deployment d = with(others, new ChangeSummary.Risk(List.of("db/1.sql"), 7, true));
        Deployment risky = d.toBuilder()
                .request(d.request().toBuilder()
                        .riskyPaths(new RiskyPaths(List.of("db/**", "**/*.sql")))
                        .build())
                .build();
        ObjectNode written = tree(json.write(risky));

        assertThat(written.get("change"))
                .isEqualTo(tree("{\"title\":\"Fix login\",\"author\":\"Ada\",\"others\":[{\"title\":\"Add orders\","
                        + "\"author\":\"Grace\"},{\"title\":\"Say hello\"}],\"risk\":{\"paths\":[\"db/1.sql\"],\"count\":7,"
                        + "\"whole\":true}}"));
        assertThat(written.get("risky_paths").toString()).isEqualTo("[\"db/**\",\"**/*.sql\"]");
        assertThat(json.read(written.toString())).isEqualTo(risky);
        assertThat(tree(json.write(with(List.of(), ChangeSummary.Risk.UNKNOWN)))
                        .get("change")
                        .get("risk"))
                .isEqualTo(tree("{\"count\":0}"));
    }

    @Test
    @DisplayName("is refused where it is not known and tells of commits all the same, or marks what is no path")
    void refused() {
        ObjectNode unknown = tree(json.write(with(List.of(new ChangeSummary.Commit("Add orders", null)), null)));
        unknown.withObject("/change").put("missing", "404").remove(List.of("title", "author"));
        assertThatThrownBy(() -> json.read(unknown.toString()))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining("others");

        ObjectNode marked = tree(json.write(with(List.of(), null)));
        marked.putArray("risky_paths").add("/db");
        assertThatThrownBy(() -> json.read(marked.toString())).isInstanceOf(CorruptRecordException.class);
    }
}
