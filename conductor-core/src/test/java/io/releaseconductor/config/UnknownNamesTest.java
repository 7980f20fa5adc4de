package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name that nobody reads")
class UnknownNamesTest {

    private final Problems problems = new Problems();

    /** What a small program reads. */
    private void judge(Map<String, String> values) {
        judge(Variables.of(values));
    }

    private void judge(Variables variables) {
        variables.claim(VariableFamily.of("SHIP_"));
        variables.claim(VariableFamily.of("REDIS_").butFor("REDIS_TLS_URL", "REDIS_ENV_*"));
        variables.get("REDIS_URL");
        variables.get("REDIS_POOL_TIMEOUT_MS");
        variables.get("SHIP_REF");
        variables.get("SHIP_WEBHOOK_PORT");
        variables.get("VERSION_PATH");
        for (Environment environment : new Environment[] {Environment.STAGING, Environment.PROD}) {
            VariableReader reader = variables.in(environment, new Problems());
            reader.flag("SHIP_AUTO_PROMOTE", false);
            reader.flag("SHIP_AUTO_ROLLBACK", true);
            reader.millis("SHIP_FRONTEND_MAX_LATENCY_MS", Duration.ZERO, Duration.ZERO, Duration.ZERO);
            reader.text("SHIP_LOGIN_USER");
            reader.text("SHIP_LOGIN_USER_FIELD");
        }
        variables.noteUnknown(problems);
    }

    private void judge(String name) {
        judge(Map.of(name, "1"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused, with the name that is meant")
    @CsvSource({
        "SHIP_AUTO_PROMTE,SHIP_AUTO_PROMOTE",
        "SHIP_AUTO_PRMOOTE,SHIP_AUTO_PROMOTE",
        "HIP_AUTO_PROMOTE,SHIP_AUTO_PROMOTE",
        "SHIP_AUTO_PROMOTE_PRD,SHIP_AUTO_PROMOTE_PROD",
        "SHIP_AUTO_PROMTE_PROD,SHIP_AUTO_PROMOTE_PROD",
        "SHIP_FRONTEND_MAX_LATENCY,SHIP_FRONTEND_MAX_LATENCY_MS",
        "SHIP_FRONTEND_MAX_LATENCY_SECONDS,SHIP_FRONTEND_MAX_LATENCY_MS",
        "SHIP_FRONTEND_LATENCY_MS_PROD,SHIP_FRONTEND_MAX_LATENCY_MS_PROD",
        "SHIP_LOGIN_USER_FEILDS,SHIP_LOGIN_USER_FIELD",
        "SHIP_PROMOTE_AUTO,SHIP_AUTO_PROMOTE",
        "SHIP_PROD_AUTO_PROMOTE,SHIP_AUTO_PROMOTE_PROD",
        "PROD_SHIP_AUTO_PROMOTE,SHIP_AUTO_PROMOTE_PROD",
        "ship_auto_promote,SHIP_AUTO_PROMOTE",
        "SHIP-AUTO.PROMOTE,SHIP_AUTO_PROMOTE",
        "SHIP_REFS,SHIP_REF",
        "REDIS_URI,REDIS_URL",
        "REDIS_TIMEOUT_MS,REDIS_POOL_TIMEOUT_MS"
    })
    void refused(String name, String meant) {
        judge(name);
        assertThat(problems.messages())
                .containsExactly(name + " is not known; did you mean " + meant + "?" + whose(name));
    }

    private static String whose(String name) {
        return name.toUpperCase(Locale.ROOT).startsWith("SHIP")
                ? ""
                : " If something else reads it, name it in SHIP_IGNORED_VARIABLES.";
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("and has the suffix of an environment that is not there, is refused with the one that is")
    @CsvSource({
        "SHIP_AUTO_PROMOTE_PRODUCTION,production,SHIP_AUTO_PROMOTE_PROD",
        "SHIP_AUTO_PROMTE_PRODUCTION,production,SHIP_AUTO_PROMOTE_PROD",
        "SHIP_AUTO_PROMOTE_STG,stg,SHIP_AUTO_PROMOTE_STAGING",
        "SHIP_AUTO_PROMOTE_STAGE,stage,SHIP_AUTO_PROMOTE_STAGING",
        "SHIP_LOGIN_USER_FIELD_PRDO2,prdo2,SHIP_LOGIN_USER_FIELD_PROD",
        "SHIP_AUTO_PROMOTE_EU_WEST,eu-west,'SHIP_AUTO_PROMOTE, SHIP_AUTO_PROMOTE_PROD or SHIP_AUTO_PROMOTE_STAGING'"
    })
    void noSuchEnvironment(String name, String environment, String meant) {
        judge(name);
        assertThat(problems.messages())
                .containsExactly(name + " is not known: there is no environment \"" + environment
                        + "\", only prod and staging; did you mean " + meant + "?");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("and is for one environment, where there is one for all, is refused")
    @ValueSource(strings = {"SHIP_REF_PROD", "SHIP_PROD_REF", "SHIP_REF_PRODUCTION"})
    void forAll(String name) {
        judge(name);
        assertThat(problems.messages())
                .containsExactly(
                        name + " is not known: it cannot be set for one environment alone; did you mean SHIP_REF?");
    }

    @Test
    @DisplayName("and is as near to two others, is refused with both")
    void both() {
        judge("SHIP_AUTO_PROMOTE_PRO");
        judge("SHIP_AUTO");
        assertThat(problems.messages())
                .containsExactly(
                        "SHIP_AUTO_PROMOTE_PRO is not known; did you mean SHIP_AUTO_PROMOTE_PROD?",
                        "SHIP_AUTO is not known; did you mean SHIP_AUTO_PROMOTE or SHIP_AUTO_ROLLBACK?");
    }

    @Test
    @DisplayName("but has the prefix of some that are read, is warned about")
    void warned() {
        judge("SHIP_COLOUR");
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly(
                        "SHIP_COLOUR is not known, and nothing here reads it; if something else does, name it in"
                                + " SHIP_IGNORED_VARIABLES");
    }

    @Test
    @DisplayName("and is near to one that a plug-in reads under a name of its own, is only warned about")
    void plugIn() {
        judge("VERSION_PATHS");
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly("VERSION_PATHS is not known; did you mean VERSION_PATH?" + whose("VERSION_PATHS"));
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("is left alone where others set it")
    @CsvSource({
        "REDIS_TLS_URL,rediss://x",
        "REDIS_ENV_REDIS_VERSION,7",
        "SHIP_SERVICE_HOST,10.0.0.1",
        "SHIP_SERVICE_PORT,80",
        "SHIP_SERVICE_PORT_HTTP,80",
        "SHIP_PORT,tcp://10.0.0.1:80",
        "SHIP_PORT_80_TCP,tcp://10.0.0.1:80",
        "SHIP_PORT_80_TCP_ADDR,10.0.0.1",
        "SHIP_WEBHOOK_SERVICE_HOST,10.0.0.1",
        "DISCORD_TOKENS,x",
        "SHIPPING_URL,x",
        "PATH,/bin",
        "SHIP_AUTO_PROMTE,'  '"
    })
    void others(String name, String value) {
        judge(Map.of(name, value));
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    @DisplayName("is left alone where it is declared, or named as somebody else's")
    void declared() {
        Variables variables = Variables.of(Map.of(
                "SHIP_AUTO_PROMTE",
                "1",
                "SHIP_AUTOS",
                "1",
                "REDIS_URI",
                "1",
                "SHIP_IGNORED_VARIABLES",
                "REDIS_URI, SHIP_AUTOS*"));
        variables.reader(problems).declare("SHIP_AUTO_PROMTE");
        judge(variables);
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    @DisplayName("is told from one that a part would read that is switched off")
    void switchedOff() {
        Variables variables = Variables.of(Map.of("SHIP_AUTO_PROMOTER", "x", "SHIP_AUTO_PROMOTER_PROD", "y"));
        VariableReader off = variables.in(Environment.PROD, problems).asIfUnset();
        assertThat(off.text("SHIP_AUTO_PROMOTER")).isEmpty();
        off.requiredText("SHIP_AUTO_PROMOTED");
        judge(variables);
        assertThat(problems.messages()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    @DisplayName("is known in all variables that were made of the same ones")
    void derived() {
        Variables variables = Variables.of(Map.of());
        variables.with(Map.of()).get("SHIP_AUTO_PROMTE");
        Variables more = variables.with(Map.of("SHIP_AUTO_PROMTE", "1"));
        judge(more);
        assertThat(more.get("SHIP_AUTO_PROMTE")).contains("1");
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("may be one of those that are ignored, but no riddle")
    void malformedIgnored() {
        judge(Map.of("SHIP_IGNORED_VARIABLES", "SHIP_*_A"));
        assertThat(problems.messages())
                .containsExactly("SHIP_IGNORED_VARIABLES: \"SHIP_*_A\" is not allowed; allowed: names of variables with"
                        + " commas between them, each perhaps with * at its end");
    }

    @Test
    @DisplayName("is in no list of names, unlike those that were asked for")
    void names() {
        Variables variables = Variables.of(Map.of("SHIP_X", "1"));
        variables.in(Environment.PROD, problems).text("SHIP_Y");
        variables.reader(problems).text("SHIP_Z");
        variables.get("SHIP_Y_PROD");
        assertThat(variables.names()).extracting(VariableName::toString).containsExactly("SHIP_Y[_{ENV}]", "SHIP_Z");
    }

    @ParameterizedTest
    @DisplayName("belongs to no family without a proper prefix")
    @ValueSource(strings = {"", "S_", "ship_", "_SHIP"})
    void families(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VariableFamily.of(prefix))
                .withMessageContaining("allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VariableFamily.of("SHIP_").butFor("OTHER"))
                .withMessageContaining("allowed");
    }
}
