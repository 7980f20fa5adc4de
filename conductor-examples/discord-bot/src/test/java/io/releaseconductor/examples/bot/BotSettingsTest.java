package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.checks.IncidentOptions;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import io.releaseconductor.local.CommandAdmissionOptions;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The bot's configuration")
class BotSettingsTest {

    private static Map<String, String> good() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DISCORD_TOKEN", "token");
        environment.put("DISCORD_GUILD_ID", "222222222222222222");
        environment.put("DISCORD_PERMIT", "everyone");
        environment.put("GITHUB_TOKEN", "ghp_x");
        environment.put("GITHUB_REPOSITORY", "acme/app");
        environment.put("FRONTEND_BASE_URL", "https://app.example.com");
        environment.put("FRONTEND_BASE_URL_PROD", "https://app.example.org");
        environment.put("VITE_API_BASE", "https://api.example.com");
        environment.put("VITE_API_BASE_PROD", "https://api.example.org");
        return environment;
    }

    private static BotSettings with(String... more) {
        Map<String, String> environment = good();
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return BotSettings.read(environment);
    }

    @Test
    @DisplayName("needs nothing but what the spec and the two services ask for")
    void least() {
        assertThat(with().problems()).isEmpty();
    }

    @Test
    @DisplayName("that is missing is named in full, and nothing twice")
    void nothing() {
        assertThat(BotSettings.read(Map.of()).problems())
                .hasSize(7)
                .anyMatch(p -> p.startsWith("DISCORD_TOKEN is not set"))
                .anyMatch(p -> p.startsWith("DISCORD_GUILD_ID is not set"))
                .anyMatch(p -> p.startsWith("DISCORD_PERMIT is not set"))
                .anyMatch(p -> p.startsWith("GITHUB_TOKEN is not set"))
                .anyMatch(p -> p.startsWith("GITHUB_REPOSITORY is not set"))
                .anyMatch(p -> p.startsWith("FRONTEND_BASE_URL is not set"))
                .anyMatch(p -> p.startsWith("VITE_API_BASE is not set"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("with one wrong value is refused, naming the variable")
    @CsvSource({
        "DISCORD_GUILD_ID,shop",
        "DISCORD_CHANNEL_ID,deploys",
        "DISCORD_PERMIT,role:admins",
        "DISCORD_PERMIT_PROD,user:1",
        "DISCORD_PERMIT_PRODUCTION,nobody",
        "DISCORD_PERMIT_PROMOTE_PRD,nobody",
        "DISCORD_FOUR_EYES_PROD,yes",
        "DISCORD_API_URL,discord",
        "DISCORD_GATEWAY_URL,https://gateway",
        "GITHUB_REPOSITORY,app",
        "GITHUB_API_URL,ftp://github",
        "GITHUB_API_VERSION,latest",
        "GITHUB_DEPLOY_WORKFLOW,Client Deploy",
        "GITHUB_DEPLOY_INPUTS,colour",
        "GITHUB_APP_CLIENT_ID,Iv1",
        "SHIP_WEBHOOK_PORT,0",
        "REDIS_URL,localhost",
        "REDIS_POOL_SIZE,0",
        "SHIP_ENVIRONMENTS,Staging",
        "SHIP_REF,a b",
        "SHIP_BLUE_GREEN,1",
        "SHIP_AUTO_PROMOTE,on",
        "SHIP_AUTO_ROLLBACK_PROD,off",
        "SHIP_VERIFICATION_TIMEOUT_MS,soon",
        "JDBC_URL,postgres://db/team",
        "JDBC_POOL_SIZE,0",
        "FRONTEND_BASE_URL,app.example.com",
        "VITE_API_BASE_PROD,https://user:pass@api"
    })
    void oneWrong(String name, String value) {
        BotSettings settings = with(name, value);
        String named = name.startsWith("GITHUB_APP") ? "GITHUB_APP" : name;
        assertThat(settings.problems()).isNotEmpty().anyMatch(problem -> problem.contains(named));
        assertThatThrownBy(settings::requireGood).isInstanceOf(ConfigurationException.class);
    }

    @Test
    @DisplayName("with a wrong value in each part names all of them at once")
    void allWrong() {
        BotSettings settings = with(
                "DISCORD_GUILD_ID",
                "shop",
                "GITHUB_REPOSITORY",
                "app",
                "REDIS_URL",
                "localhost",
                "SHIP_REF",
                "a b",
                "SHIP_AUTO_PROMOTE",
                "on",
                "SHIP_ENVIRONMENTS",
                "staging,Prod",
                "VITE_API_BASE",
                "x");
        for (String name : List.of(
                "DISCORD_GUILD_ID",
                "GITHUB_REPOSITORY",
                "REDIS_URL",
                "SHIP_REF",
                "SHIP_AUTO_PROMOTE",
                "SHIP_ENVIRONMENTS",
                "VITE_API_BASE")) {
            assertThat(settings.problems()).as(name).anyMatch(problem -> problem.contains(name));
        }
        assertThat(settings.problems()).hasSize(7);
    }

    @Test
    @DisplayName("asks a page or a command whether an incident is open, by a rule that has to be switched on")
    void incidents() {
        String page = "https://api.pagerduty.com/incidents?statuses[]=triggered";
        BotSettings byUrl = with(
                "INCIDENT_URL",
                page,
                "INCIDENT_AUTHORIZATION",
                "Token token=s3cret",
                "SHIP_ADMISSION_PROD",
                "incident");
        assertThat(byUrl.problems()).isEmpty();
        assertThat(byUrl.assembly().warnings()).noneMatch(warning -> warning.contains("incident"));
        assertThat(byUrl.incident().value().page())
                .isEqualTo(IncidentOptions.at(URI.create(page)).withAuthorization(new Secret("Token token=s3cret")));
        BotSettings byCommand = with("INCIDENT_COMMAND", " sh  -c true ");
        assertThat(byCommand.problems()).isEmpty();
        assertThat(byCommand.assembly().warnings())
                .anyMatch(warning ->
                        warning.contains("\"incident\" is given in vain") && warning.contains("SHIP_ADMISSION"));
        CommandAdmissionOptions command = byCommand.incident().value().command();
        assertThat(command.command()).containsExactly("sh", "-c", "true");
        assertThat(command.secrets())
                .contains(new Secret(with().github().value().token().reveal()));
        assertThat(with().incident().value().rule()).isEmpty();
    }

    @Test
    @DisplayName("asks GitHub whether CI is green, by a rule that has to be switched on")
    void ci() {
        for (String name : List.of("SHIP_ADMISSION", "SHIP_ADMISSION_PROD")) {
            BotSettings settings = with(name, "ci", "GITHUB_CI_REQUIRED", "Build");
            assertThat(settings.problems()).isEmpty();
            assertThat(settings.assembly().warnings()).noneMatch(warning -> warning.contains("in vain"));
            assertThat(settings.github().value().ci()).isTrue();
        }
        assertThat(with("SHIP_ADMISSION", "cl").problems())
                .singleElement()
                .asString()
                .contains("SHIP_ADMISSION", "\"cl\"", "ci, none");
        assertThat(with("GITHUB_CI_REQUIRED", "Build").assembly().warnings())
                .anyMatch(warning -> warning.contains("\"ci\" is given in vain") && warning.contains("SHIP_ADMISSION"));
        assertThat(with().github().value().ci()).isFalse();
    }

    @Test
    @DisplayName("is told with the pre-flight of each environment, and with who may override it")
    void preflight() {
        BotSettings settings = with(
                "INCIDENT_URL",
                "https://status.example.com/open",
                "SHIP_ADMISSION",
                "ci,incident",
                "SHIP_ADMISSION_STAGING",
                "none",
                "SHIP_AFTER_PROD",
                "staging",
                "DISCORD_PERMIT_OVERRIDE_PROD",
                "user:333333333333333333");
        assertThat(settings.problems()).isEmpty();
        assertThat(Overview.of(settings))
                .noneMatch(line -> line.startsWith("Staging, pre-flight"))
                .contains(
                        "Prod, pre-flight: ci, incident, order (only what staging has promoted)",
                        "Prod, permitted to user 333333333333333333: override");
    }

    @Test
    @DisplayName("with an order of environments that has no beginning, or none of them, is refused")
    void wrongOrder() {
        assertThat(with("SHIP_AFTER_PROD", "preview").problems())
                .containsExactly("SHIP_AFTER_PROD: \"preview\" is not allowed; allowed: staging, none");
        assertThat(with("SHIP_AFTER_PROD", "staging", "SHIP_AFTER_STAGING", "prod")
                        .problems())
                .singleElement()
                .asString()
                .contains("is shipped to after prod", "an order with a beginning");
    }

    @Test
    @DisplayName("that asks for the rule of incidents, though nobody tells of any, names both ways to do it, once")
    void nobodyTells() {
        String problem =
                "SHIP_ADMISSION asks for the rule incident, and nobody tells whether an incident is open: neither"
                        + " INCIDENT_URL nor INCIDENT_COMMAND is set; allowed: one of them";
        assertThat(with("SHIP_ADMISSION", "incident").problems()).containsExactly(problem);
        assertThat(with("SHIP_ADMISSION_PROD", "incident").problems()).containsExactly(problem);
        assertThat(with("SHIP_ADMISSION", "incident", "INCIDENT_URL", "status").problems())
                .singleElement()
                .asString()
                .startsWith("INCIDENT_URL: \"status\" is not allowed");
        assertThat(with("SHIP_ADMISSION", "incidents").problems())
                .singleElement()
                .asString()
                .startsWith("SHIP_ADMISSION: \"incidents\" is not allowed; allowed: ");
    }

    @Test
    @DisplayName("refuses what tells of incidents in no way or in two, each by its name and without secrets")
    void wrongIncidents() {
        assertThat(with("INCIDENT_URL", "https://status.example.com", "INCIDENT_COMMAND", "sh")
                        .problems())
                .containsExactly("INCIDENT_URL and INCIDENT_COMMAND are both set; allowed: one of them");
        assertThat(with("INCIDENT_AUTHORIZATION", "Bearer s3cret").problems())
                .containsExactly(
                        "INCIDENT_AUTHORIZATION is set, and INCIDENT_URL, which it is sent to, is not; allowed: both or none");
        assertThat(with(
                                "INCIDENT_URL",
                                "https://ops:s3cret@status.example.com/?key=s3cret",
                                "INCIDENT_AUTHORIZATION",
                                "x")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("INCIDENT_URL: \"https://***@status.example.com/?***\" is not allowed; allowed: ");
        assertThat(with("INCIDENT_URL", "https://status.example.com", "INCIDENT_AUTHORIZATION", "Bearer s3cr\u00e9t")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("INCIDENT_AUTHORIZATION cannot work: ")
                .contains("allowed: the whole value of the Authorization header")
                .doesNotContain("s3cr");
        assertThat(with("INCIDENT_COMMAND", "./no-such-program --token s3cret").problems())
                .containsExactly(
                        "INCIDENT_COMMAND: \"./no-such-program\" is not allowed; allowed: a program that this process"
                                + " can start, and its arguments, with spaces between");
    }

    @Test
    @DisplayName("never shows a secret in a problem")
    void secrets() {
        BotSettings settings = with(
                "GITHUB_TOKEN",
                "bad token\u0007ofMine",
                "REDIS_URL",
                "redis://:secretOfRedis@@",
                "GITHUB_APP_PRIVATE_KEY",
                "keyOfMine");
        assertThat(String.join("\n", settings.problems()))
                .isNotEmpty()
                .doesNotContain("ofMine", "secretOfRedis", "keyOfMine");
    }

    @Test
    @DisplayName("keeps state in a folder at home, in the one that is named, in a database or in Redis")
    void state() {
        assertThat(with().state().value())
                .isEqualTo(new InFolder(Path.of(System.getProperty("user.home"), ".release-conductor", "bot")));
        assertThat(with("SHIP_STATE", "/var/lib/ship").state().value())
                .isEqualTo(new InFolder(Path.of("/var/lib/ship")));
        assertThat(Overview.of(with("SHIP_STATE", "/var/lib/ship")))
                .contains("State: in /var/lib/ship, for one bot at a time");
        assertThat(Overview.of(with("JDBC_URL", "jdbc:postgresql://db/team?password=s3cret")))
                .contains("State: database jdbc:postgresql://db/team, tables conductor_…");
        assertThat(Overview.of(with("REDIS_URL", "redis://localhost"))).contains("State: Redis, keys {conductor}:");
    }

    @Test
    @DisplayName("keeps state in one place, and refuses two")
    void onePlace() {
        assertThat(with("REDIS_URL", "redis://localhost", "JDBC_URL", "jdbc:postgresql://db/team")
                        .problems())
                .containsExactly(
                        "REDIS_URL and JDBC_URL are both set, and state is kept in one place only; unset one of them");
        BotSettings folderAndDatabase = with("SHIP_STATE", "state", "JDBC_URL", "jdbc:postgresql://db/team");
        assertThat(folderAndDatabase.problems()).isEmpty();
        assertThat(Notes.of(folderAndDatabase))
                .contains("SHIP_STATE is not used, since state is kept elsewhere: database jdbc:postgresql://db/team,"
                        + " tables conductor_…");
    }

    @Test
    @DisplayName("links staging to prod, and to nothing where there is no prod")
    void links() {
        assertThat(with().environments())
                .extracting(EnvironmentSettings::linked)
                .containsExactly(Environment.PROD, null);
        assertThat(with("SHIP_ENVIRONMENTS", "staging").environments())
                .extracting(EnvironmentSettings::linked)
                .containsExactly((Environment) null);
    }

    @Test
    @DisplayName("says for each default that holds what it means, and nothing about what is set")
    void notes() {
        String all = String.join("\n", Notes.of(with()));
        for (String name : List.of(
                "SHIP_STATE",
                "SHIP_REF",
                "GITHUB_DEPLOY_INPUTS",
                "GITHUB_WEBHOOK_SECRET",
                "SHIP_AUTO_ROLLBACK",
                "SHIP_AUTO_PROMOTE",
                "SHIP_BASELINE_VERSION",
                "DISCORD_FOUR_EYES_PROD",
                "SHIP_LOGIN_USER",
                "DISCORD_CHANNEL_ID")) {
            assertThat(all).contains(name + " is not set: ");
            assertThat(Notes.of(with(
                            name,
                            name.startsWith("SHIP_AUTO") ? "false" : name.contains("EYES") ? "true" : "redis://x")))
                    .noneMatch(note -> note.startsWith(name + " is not set"));
        }
    }

    @Test
    @DisplayName("is told in a few lines without secrets")
    void overview() {
        List<String> lines = Overview.of(with(
                "GITHUB_TOKEN",
                "ghp_mine",
                "DISCORD_TOKEN",
                "tokenOfMine",
                "GITHUB_WEBHOOK_SECRET",
                "signedByMe",
                "REDIS_URL",
                "redis://:secretOfRedis@localhost"));
        assertThat(lines)
                .containsExactly(
                        "Discord: server 222222222222222222",
                        "GitHub: acme/app, by token, workflows from the default branch",
                        "HTTP: port 8080, /live and /ready, GitHub's deliveries at /github/webhook",
                        "State: Redis, keys {conductor}:",
                        "Staging: deploy client-deploy.yml, promote client-deploy.yml, roll back rollback.yml;"
                                + " checks frontend, api, auth, search, media; promoting ships prod",
                        "Staging, checked at https://app.example.com (FRONTEND_BASE_URL)",
                        "Staging, checked at https://api.example.com (VITE_API_BASE)",
                        "Staging, auto-promote off: frontend_latency_ms at most 500ms, api_latency_ms at most 200ms, search_latency_ms at most 1000ms, min_checks_passing at least 4, min_pass_percentage at least 80%",
                        "Staging, auto-rollback on: frontend_down on, api_down on, auth_broken on, critical_errors on, min_checks_passing fewer than 3, workflow_failed off",
                        "Staging, four eyes off: whoever ships may promote",
                        "Staging, permitted to everyone: everything",
                        "Prod: deploy backend-deploy.yml, promote backend-deploy.yml, roll back rollback.yml;"
                                + " checks frontend, api, auth, search, media",
                        "Prod, checked at https://app.example.org (FRONTEND_BASE_URL)",
                        "Prod, checked at https://api.example.org (VITE_API_BASE)",
                        "Prod, auto-promote off: frontend_latency_ms at most 500ms, api_latency_ms at most 200ms, search_latency_ms at most 1000ms, min_checks_passing at least 4, min_pass_percentage at least 80%",
                        "Prod, auto-rollback on: frontend_down on, api_down on, auth_broken on, critical_errors on, min_checks_passing fewer than 3, workflow_failed off",
                        "Prod, four eyes on: whoever ships cannot promote",
                        "Prod, permitted to everyone: everything");
    }

    @Test
    @DisplayName("is told at the start in a line for each service and environment, with who decides there")
    void brief() {
        assertThat(Overview.brief(with("SHIP_STATE", "/var/lib/ship", "SHIP_AUTO_ROLLBACK_STAGING", "false")))
                .containsExactly(
                        "Discord: server 222222222222222222",
                        "GitHub: acme/app, by token, workflows from the default branch",
                        "State: in /var/lib/ship, for one bot at a time",
                        "Staging: deploy client-deploy.yml, promote client-deploy.yml, roll back rollback.yml;"
                                + " checks frontend, api, auth, search, media; promoting ships prod; people promote,"
                                + " people roll back",
                        "Prod: deploy backend-deploy.yml, promote backend-deploy.yml, roll back rollback.yml;"
                                + " checks frontend, api, auth, search, media; people promote, with four eyes, the policy"
                                + " rolls back");
    }

    @Test
    @DisplayName("is told with who may what, and what happens without a person")
    void rules() {
        BotSettings settings = with(
                "SHIP_AUTO_PROMOTE",
                "true",
                "SHIP_AUTO_ROLLBACK_PROD",
                "false",
                "DISCORD_PERMIT_PROD",
                "role:444444444444444444",
                "DISCORD_PERMIT_DETAILS_PROD",
                "everyone",
                "SHIP_WINDOWS_PROD",
                "Mon-Thu 9:00-17:00",
                "SHIP_FREEZES_PROD",
                "12-20..01-02",
                "SHIP_TIME_ZONE",
                "europe/berlin");
        assertThat(settings.problems()).isEmpty();
        assertThat(Overview.of(settings))
                .noneMatch(line -> line.startsWith("Staging, deployments begin"))
                .anyMatch(line -> line.startsWith("Staging, auto-promote on: "))
                .anyMatch(line -> line.startsWith("Staging, auto-rollback on: "))
                .anyMatch(line -> line.startsWith("Prod, auto-promote on: "))
                .anyMatch(line -> line.startsWith("Prod, auto-rollback off: "))
                .contains(
                        "Staging, four eyes off: whoever ships may promote",
                        "Staging, permitted to everyone: everything",
                        "Prod, four eyes for people only: the policy promotes without any",
                        "Prod, permitted to role 444444444444444444: ship, promote, fully, rollback, cancel, hold, lift,"
                                + " adopt, retry, giveup, linked, lock, unlock, override",
                        "Prod, permitted to everyone: details",
                        "Prod, deployments begin Mon-Thu 09:00-17:00, not on 12-20..01-02, Europe/Berlin");
        assertThat(settings.assembly().warnings())
                .containsExactly(
                        "environment prod asks for four eyes, but its policy promotes by itself, which they do not"
                                + " bind; set SHIP_AUTO_PROMOTE_PROD=false, or ask for none there");
        assertThat(Notes.of(settings)).noneMatch(note -> note.contains("DISCORD_FOUR_EYES_PROD"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("with a misspelt name is refused, naming what is meant")
    @CsvSource({
        "SHIP_AUTO_PROMTE,SHIP_AUTO_PROMOTE",
        "SHIP_AUTO_PROMOTE_PRD,SHIP_AUTO_PROMOTE_PROD",
        "SHIP_FRONTEND_MAX_LATENCY,SHIP_FRONTEND_MAX_LATENCY_MS",
        "FRONTEND_BASE_URL_PRODUCTION,FRONTEND_BASE_URL_PROD",
        "DISCORD_PERMIT_PROMOTE_PRD,DISCORD_PERMIT_PROMOTE_PROD",
        "GITHUB_REPOSITRY,GITHUB_REPOSITORY",
        "REDIS_PREFIX,REDIS_KEY_PREFIX",
        "JDBC_PREFIX,JDBC_TABLE_PREFIX",
        "JDBC_USR,JDBC_USER",
        "SHIP_STATES,SHIP_STATE",
        "SHIP_LOGLEVEL,SHIP_LOG_LEVEL"
    })
    void misspelt(String name, String meant) {
        BotSettings settings = with(name, "1");
        assertThat(settings.problems())
                .singleElement()
                .asString()
                .startsWith(name + " is not known")
                .contains("; did you mean " + meant + "?");
    }

    @Test
    @DisplayName(
            "with two checks asks for no more than these, unless somebody does, who is told in the words of the variables")
    void fewChecks() {
        BotSettings two = with("SHIP_CHECKS", "frontend,api", "SHIP_AUTO_PROMOTE_STAGING", "true");
        assertThat(two.problems()).isEmpty();
        assertThat(Overview.of(two))
                .contains(
                        "Staging, auto-promote on: frontend_latency_ms at most 500ms, api_latency_ms at most 200ms,"
                                + " min_checks_passing at least 2, min_pass_percentage at least 80%",
                        "Staging, auto-rollback on: frontend_down on, api_down on, auth_broken on, critical_errors on,"
                                + " min_checks_passing fewer than 2, workflow_failed off");
        assertThat(with("SHIP_CHECKS", "frontend,api", "SHIP_ROLLBACK_MIN_CHECKS_PASSING", "3")
                        .problems())
                .containsExactly(
                        "SHIP_ROLLBACK_MIN_CHECKS_PASSING: \"3\" is not allowed; allowed: 0 to 2, since staging has the"
                                + " checks frontend, api",
                        "SHIP_ROLLBACK_MIN_CHECKS_PASSING: \"3\" is not allowed; allowed: 0 to 2, since prod has the"
                                + " checks frontend, api");
    }

    @Test
    @DisplayName("in which prod is checked where staging is is refused, unless that is said to be meant")
    void sharedEndpoints() {
        String problem = "environment prod is checked at the address of staging, https://api.example.com; set"
                + " VITE_API_BASE_PROD to its own, or SHIP_SHARED_ENDPOINTS=true if both share it";
        assertThat(with("VITE_API_BASE_PROD", "").problems()).containsExactly(problem);
        assertThat(with("VITE_API_BASE_PROD", "https://api.example.com/").problems())
                .containsExactly(problem);
        assertThat(with("VITE_API_BASE_PROD", "", "VITE_API_BASE_STAGING", "https://api.example.net")
                        .problems())
                .isEmpty();
        assertThat(with("VITE_API_BASE_PROD", "", "SHIP_SHARED_ENDPOINTS", "true")
                        .problems())
                .isEmpty();
        BotSettings third = with("SHIP_ENVIRONMENTS", "staging,prod,test", "GITHUB_DEPLOY_WORKFLOW_TEST", "test.yml");
        assertThat(third.problems()).isEmpty();
        assertThat(third.assembly().warnings())
                .containsExactly(
                        "environment test is checked at the address of staging, https://app.example.com; set"
                                + " FRONTEND_BASE_URL_TEST to its own, or SHIP_SHARED_ENDPOINTS=true if both share it",
                        "environment test is checked at the address of staging, https://api.example.com; set"
                                + " VITE_API_BASE_TEST to its own, or SHIP_SHARED_ENDPOINTS=true if both share it");
    }

    @Test
    @DisplayName("in which the canary of prod is where that of staging is is refused, unless that is said to be meant")
    void sharedCanaries() {
        String canary = "https://canary.example.com";
        assertThat(with("FRONTEND_BASE_URL_CANARY", canary).problems())
                .containsExactly("environment prod is checked at the address of staging, " + canary + "; set"
                        + " FRONTEND_BASE_URL_CANARY_PROD to its own, or SHIP_SHARED_ENDPOINTS=true if both share it");
        assertThat(with("FRONTEND_BASE_URL_CANARY", canary, "SHIP_SHARED_ENDPOINTS", "true")
                        .problems())
                .isEmpty();
        BotSettings apart =
                with("FRONTEND_BASE_URL_CANARY_PROD", canary, "VITE_API_BASE_CANARY_PROD", "http://{target}");
        assertThat(apart.problems()).isEmpty();
        assertThat(OverviewOfRules.of(apart, Environment.PROD))
                .contains(
                        "Prod, checked at " + canary + " (FRONTEND_BASE_URL_CANARY)",
                        "Prod, checked at http://{target} (VITE_API_BASE_CANARY)");
    }

    @Test
    @DisplayName("with a canary at the environment's own address is doubtful")
    void sameCanary() {
        assertThat(with("VITE_API_BASE_CANARY_STAGING", "https://api.example.com/")
                        .assembly()
                        .warnings())
                .containsExactly(
                        "VITE_API_BASE_CANARY_STAGING is the address of VITE_API_BASE, https://api.example.com; set"
                                + " it to that of the canary alone, or take it away");
    }

    @Test
    @DisplayName("may have an environment called canary, whose addresses are those with its name")
    void environmentCalledCanary() {
        BotSettings settings = with(
                "SHIP_ENVIRONMENTS",
                "staging,prod,canary",
                "GITHUB_DEPLOY_WORKFLOW_CANARY",
                "canary.yml",
                "FRONTEND_BASE_URL_CANARY",
                "https://app.canary.example.com",
                "VITE_API_BASE_CANARY",
                "https://api.canary.example.com",
                "FRONTEND_BASE_URL_CANARY_PROD",
                "https://canary.example.org");
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.assembly().warnings()).isEmpty();
        assertThat(settings.assembly().endpoints().get(new Environment("canary")))
                .isEqualTo(Map.of(
                        "FRONTEND_BASE_URL", "https://app.canary.example.com",
                        "VITE_API_BASE", "https://api.canary.example.com"));
        assertThat(settings.assembly().endpoints().get(Environment.PROD))
                .containsEntry("FRONTEND_BASE_URL_CANARY", "https://canary.example.org");
        assertThat(settings.assembly().endpoints().get(Environment.STAGING)).hasSize(2);
    }

    @Test
    @DisplayName("with a setting of the checks for canaries that there is not is refused")
    void noSuchSettingOfCanaries() {
        assertThat(with("SHIP_API_PATH_CANARY", "/up").problems())
                .singleElement()
                .asString()
                .contains("SHIP_API_PATH_CANARY is not known");
    }

    @Test
    @DisplayName("with the name of a check that is not selected is fine")
    void notSelected() {
        BotSettings settings = with("SHIP_CHECKS", "frontend,api,search", "SHIP_MEDIA_PATH", "/presign");
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.assembly().warnings()).isEmpty();
    }

    @Test
    @DisplayName("that is known to --help is known to all parts")
    void help() {
        Stream.of("DISCORD_TOKEN", "GITHUB_TOKEN", "REDIS_URL", "SHIP_AUTO_PROMOTE[_{ENV}] (false)")
                .forEach(name -> assertThat(BotVariables.lines()).anyMatch(line -> line.contains(name)));
    }
}
