package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GitHub's literal texts, and what we make of each. */
@DisplayName("A refused dispatch is told in GitHub's words, with what to do:")
class RefusalsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private String reason(Fault fault) {
        bench.fake.failNext(Call.DISPATCH, fault);
        DispatchOutcome outcome = bench.workflows.dispatch(bench.deploy(1));
        assertThat(outcome).isInstanceOf(DispatchOutcome.Rejected.class);
        assertThat(bench.posts()).isEqualTo(1);
        return ((DispatchOutcome.Rejected) outcome).reason();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            401 | Bad credentials | The token is wrong, has expired or was revoked: set another GITHUB_TOKEN
            401 | Requires authentication | The token is wrong, has expired or was revoked: set another GITHUB_TOKEN
            403 | Resource not accessible by personal access token | Give the token the permission "Actions: read and write" on the repository, and see whether an organisation has to approve it
            403 | Resource not accessible by integration | Give the token the permission "Actions: read and write" on the repository, and see whether an organisation has to approve it
            403 | Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization. | Authorise the token for the organisation, with "Configure SSO" in the list of your tokens
            403 | Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource. | Add the address of this machine to the organisation's IP allow list
            403 | `acme` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions. | Set GITHUB_TOKEN to a fine-grained token, or take a GitHub App
            403 | `acme` forbids access via a personal access token with fine-grained permissions. Please use a GitHub App, or an OAuth App. | Have the organisation allow fine-grained tokens, or take a GitHub App
            403 | The 'acme' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/1 | Shorten the token's lifetime at the address that GitHub names, or set another GITHUB_TOKEN
            403 | Repository was archived so is read-only. | Unarchive acme/app, or set GITHUB_REPOSITORY to the one that is in use
            403 | Must have admin rights to Repository. | Give the token's owner write access to acme/app
            403 | Sorry. Your account was suspended | The account or installation behind the token is suspended: take another one
            403 | Repository access blocked | GitHub has blocked acme/app; its owner can see why
            422 | Cannot trigger a 'workflow_dispatch' on a disabled workflow | Enable client-deploy.yml on the repository's Actions page
            422 | Actions has been disabled for this repository. | Allow Actions in the repository's settings, or have the organisation allow them
            422 | Actions has been disabled for this user. | GitHub has switched Actions off for an account: its owner sees to its e-mail address and billing, or asks GitHub's support
            422 | Workflow does not have 'workflow_dispatch' trigger | Add "on: workflow_dispatch" to client-deploy.yml on the ref main
            422 | failed to parse workflow: (Line: 11, Col: 9): Unexpected value 'x' | Mend client-deploy.yml on the ref main where GitHub says
            422 | No ref found for: main | "main" has to be a branch or tag; a commit is given as the version
            422 | Unexpected inputs provided: ["version"] | Declare these inputs in client-deploy.yml, or take them out of its configuration (GITHUB_DEPLOY_INPUTS, GITHUB_ROLLBACK_INPUTS)
            422 | Required input 'region' not provided | Give client-deploy.yml this input in its configuration, or make it optional
            422 | Provided value 'prod' for input 'environment' not in the list of allowed values | Add the value to the input's options in client-deploy.yml, or give the input a fixed value in its configuration
            404 | Not Found | There is no client-deploy.yml in acme/app that the token can see: the file has to be on the default branch, and the token needs access to the repository
            """)
    void literal_texts(int status, String text, String advice) {
        assertThat(reason(Fault.answer(false, status, text)))
                .isEqualTo("GitHub answered " + status + " \"" + text + "\". " + advice);
    }

    @Test
    @DisplayName("single sign-on keeps the link that GitHub gives")
    void single_sign_on() {
        String link = "https://github.com/orgs/acme/sso?authorization_request=AYE2W_token-like";
        assertThat(reason(Fault.answer(
                        false,
                        403,
                        "Resource protected by organization SAML enforcement. You must grant your Personal Access token"
                                + " access to this organization.",
                        "X-GitHub-SSO",
                        "required; url=" + link)))
                .endsWith(". Authorise the token for the organisation within the hour at " + link);
        bench.fake.forget();
        assertThat(reason(Fault.answer(false, 403, "Forbidden", "X-GitHub-SSO", "required; url=javascript:x")))
                .doesNotContain("javascript");
    }

    @Test
    @DisplayName("a missing permission is named as GitHub names it")
    void permission() {
        assertThat(reason(Fault.answer(
                        false,
                        403,
                        "Resource not accessible by personal access token",
                        "X-Accepted-GitHub-Permissions",
                        "contents=read")))
                .contains("and what GitHub asks for here (contents=read)");
    }

    @ParameterizedTest
    @CsvSource({"403,a proxy or firewall on the way keeps it back", "404,the API of GitHub Enterprise Server is at"})
    @DisplayName("a page of something on the way is taken for that")
    void pages(int status, String advice) {
        assertThat(reason(Fault.page(status, "Access Denied")))
                .startsWith("HTTP " + status + " came back from 127.0.0.1, which is not an answer of GitHub's API: ")
                .contains(advice);
    }

    @Test
    @DisplayName("a proxy that wants credentials is told from GitHub")
    void proxy() {
        bench.fake.failNext(Call.DISPATCH, Fault.page(407, "Proxy Authentication Required"));
        assertThat(bench.workflows.dispatch(bench.deploy(1)).toString())
                .contains("the proxy on the way to 127.0.0.1 wants to know who asks (407)");
    }

    @Test
    @DisplayName("a gateway's page says nothing of what became of it")
    void gateway() {
        bench.fake.failNext(Call.DISPATCH, Fault.page(502, "Bad Gateway"));
        assertThat(bench.workflows.dispatch(bench.deploy(1)))
                .isInstanceOfSatisfying(
                        DispatchOutcome.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("a proxy on the way cannot reach GitHub"));
    }

    @Test
    @DisplayName("when it reads, it says the same")
    void reading() {
        WorkflowRun run = bench.start(1);
        bench.fake.failNext(Call.RUN, Fault.answer(false, 403, "The org has an IP allow list enabled, and your IP"));
        assertThat(bench.workflows.status(run))
                .isInstanceOfSatisfying(
                        StatusOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("Add the address of this machine"));
    }

    @Test
    @DisplayName("where nobody names a ref, the repository's own default branch is taken, also once it is renamed")
    void default_branch() {
        bench.fake.defaultBranch("trunk");
        assertThat(dispatchFromDefault(1)).isInstanceOf(DispatchOutcome.Started.class);
        assertThat(bench.fake.runs().get(0).branch()).isEqualTo("trunk");
        bench.fake.defaultBranch("main");
        assertThat(dispatchFromDefault(2)).isInstanceOf(DispatchOutcome.Rejected.class);
        assertThat(dispatchFromDefault(3)).isInstanceOf(DispatchOutcome.Started.class);
        bench.reconfigure(options -> options);
        for (int i = 0; i < 3; i++) {
            bench.fake.failNext(Call.REPOSITORY, Fault.answer(false, 502, "Server Error"));
        }
        assertThat(dispatchFromDefault(4)).isInstanceOf(DispatchOutcome.NotSent.class);
        assertThat(dispatchFromDefault(5)).isInstanceOf(DispatchOutcome.Started.class);
    }

    private DispatchOutcome dispatchFromDefault(int attempt) {
        return bench.workflows.dispatch(bench.intent(Phase.DEPLOY, attempt, Rollout.FULL, null, "v2", null));
    }
}
