package io.releaseconductor.github;

import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.WorkflowDispatcherContract;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Every kind of server, and workflows that show their key and that do not. */
class GitHubWorkflowsContractTest {

    @Nested
    @DisplayName("GitHub, by the API of 2022-11-28")
    class In2022 extends WorkflowDispatcherContract {
        @Override
        protected CiHarness openCi(Clock clock) {
            return new GitHubHarness(ServerKind.GITHUB_COM, "2022-11-28", true, clock);
        }
    }

    @Nested
    @DisplayName("GitHub, by the API of 2026-03-10")
    class In2026 extends WorkflowDispatcherContract {
        @Override
        protected CiHarness openCi(Clock clock) {
            return new GitHubHarness(ServerKind.GITHUB_COM, "2026-03-10", true, clock);
        }
    }

    @Nested
    @DisplayName("GitHub Enterprise Server 3.19")
    class OnEnterpriseServer extends WorkflowDispatcherContract {
        @Override
        protected CiHarness openCi(Clock clock) {
            return new GitHubHarness(ServerKind.ENTERPRISE_3_19, "2022-11-28", true, clock);
        }
    }

    @Nested
    @DisplayName("GitHub, with the spec's workflows, which do not show their key")
    class WithoutKeys extends WorkflowDispatcherContract {
        @Override
        protected CiHarness openCi(Clock clock) {
            return new GitHubHarness(ServerKind.GITHUB_COM, "2022-11-28", false, clock);
        }
    }
}
