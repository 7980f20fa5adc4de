package io.releaseconductor.examples.bot;

import java.util.ArrayList;
import java.util.List;

/** All variables that the bot reads itself, for {@code --help} and the docs. Checks, plug-ins included, read more. */
final class BotVariables {

    /** What has to be set. */
    static final String REQUIRED = "required";

    /** What means that nothing is done about it. */
    static final String UNSET = "not set";

    /**
     * One variable.
     *
     * @param name its name; {@code {ENV}} and {@code {ACTION}} stand for an environment and an action in capitals
     * @param perEnvironment whether {@code _{ENV}} can be appended to set it for one environment alone
     * @param fallback what holds if it is not set
     */
    record Variable(String name, boolean perEnvironment, String fallback) {

        @Override
        public String toString() {
            return name + (perEnvironment ? "[_{ENV}]" : "") + " (" + fallback + ")";
        }
    }

    static final List<Variable> ALL = List.of(
            everywhere("DISCORD_TOKEN", REQUIRED),
            everywhere("DISCORD_GUILD_ID", REQUIRED),
            everywhere("DISCORD_PERMIT", REQUIRED),
            everywhere("DISCORD_PERMIT_{ENV}", UNSET),
            everywhere("DISCORD_PERMIT_{ACTION}", UNSET),
            everywhere("DISCORD_PERMIT_{ACTION}_{ENV}", UNSET),
            everywhere("DISCORD_FOUR_EYES_{ENV}", "true for prod, false elsewhere"),
            everywhere("DISCORD_CHANNEL_ID", UNSET),
            perEnvironment("DISCORD_ALERT_CHANNEL_ID", "where the card is shown"),
            perEnvironment("DISCORD_ALERT_ROLE_ID", UNSET),
            everywhere("DISCORD_THREADS", "off"),
            everywhere("DISCORD_API_URL", "Discord's own"),
            everywhere("DISCORD_GATEWAY_URL", "Discord's own"),
            everywhere("GITHUB_TOKEN", REQUIRED),
            everywhere("GITHUB_APP_CLIENT_ID", UNSET),
            everywhere("GITHUB_APP_PRIVATE_KEY", UNSET),
            everywhere("GITHUB_APP_INSTALLATION_ID", "looked up"),
            everywhere("GITHUB_REPOSITORY", REQUIRED),
            everywhere("GITHUB_API_URL", "https://api.github.com"),
            everywhere("GITHUB_API_VERSION", "2022-11-28"),
            perEnvironment("GITHUB_DEPLOY_WORKFLOW", "client-deploy.yml for staging, backend-deploy.yml for prod"),
            perEnvironment("GITHUB_DEPLOY_INPUTS", "learned from the workflow file"),
            perEnvironment("GITHUB_DEPLOY_FIXED_INPUTS", "none"),
            perEnvironment("GITHUB_DEPLOY_JOB", "learned from the workflow file"),
            perEnvironment("GITHUB_PROMOTE_WORKFLOW", "the deploy workflow"),
            perEnvironment("GITHUB_ROLLBACK_WORKFLOW", "rollback.yml"),
            perEnvironment("GITHUB_ROLLBACK_INPUTS", "action,version,correlation_key,valid_until"),
            perEnvironment("GITHUB_ROLLBACK_FIXED_INPUTS", "none"),
            perEnvironment("GITHUB_ROLLBACK_JOB", "learned from the workflow file"),
            perEnvironment("GITHUB_CI_REQUIRED", "all that is found at the commit"),
            everywhere("GITHUB_DEPLOYMENTS", "off"),
            everywhere("GITHUB_WEBHOOK_SECRET", UNSET),
            everywhere("SHIP_HTTP_PORT", "8080 with a webhook secret, not set without"),
            everywhere("SHIP_HTTP_BIND", "all addresses"),
            everywhere("SHIP_HTTP_METRICS_PORT", UNSET),
            everywhere("SHIP_WEBHOOK_PORT", UNSET),
            everywhere(InFolder.VARIABLE, "the folder .release-conductor/bot at home"),
            everywhere(AuditPart.VARIABLE, UNSET),
            everywhere("JDBC_URL", UNSET),
            everywhere("JDBC_USER", UNSET),
            everywhere("JDBC_PASSWORD", UNSET),
            everywhere("JDBC_TABLE_PREFIX", "conductor_"),
            everywhere("JDBC_CONNECT_TIMEOUT_MS", "5000"),
            everywhere("JDBC_TIMEOUT_MS", "10000"),
            everywhere("JDBC_POOL_TIMEOUT_MS", "5000"),
            everywhere("JDBC_POOL_SIZE", "8"),
            everywhere("REDIS_URL", UNSET),
            everywhere("REDIS_PASSWORD", UNSET),
            everywhere("REDIS_KEY_PREFIX", "conductor"),
            everywhere("REDIS_CONNECT_TIMEOUT_MS", "2000"),
            everywhere("REDIS_TIMEOUT_MS", "2000"),
            everywhere("REDIS_POOL_TIMEOUT_MS", "2000"),
            everywhere("REDIS_POOL_SIZE", "16"),
            everywhere("REDIS_WAIT_REPLICAS", "0"),
            everywhere("REDIS_WAIT_TIMEOUT_MS", "1000"),
            everywhere("SHIP_ENVIRONMENTS", "staging,prod"),
            everywhere("SHIP_REF", "the default branch"),
            perEnvironment("SHIP_BLUE_GREEN", "false"),
            perEnvironment("SHIP_IDLE_FIRST", "false"),
            perEnvironment("SHIP_BASELINE_VERSION", UNSET),
            perEnvironment("SHIP_CANARY_WAVES", "10,100, decided on after 10 % and not looked at after 100 %"),
            perEnvironment("SHIP_CANARY_BAKE", "one look"),
            perEnvironment("SHIP_CANARY_LOOK_EVERY", "30s"),
            perEnvironment("SHIP_CANARY_WARM_UP", "1m"),
            perEnvironment("SHIP_CANARY_GATES", "approval, or open with a bake"),
            perEnvironment("SHIP_FULL_BAKE", "one look"),
            perEnvironment("SHIP_FULL_LOOK_EVERY", "30s"),
            perEnvironment("SHIP_FULL_WARM_UP", "1m"),
            perEnvironment("SHIP_APPROVALS", "1"),
            perEnvironment("SHIP_APPROVAL_GROUPS", UNSET),
            perEnvironment("SHIP_INITIATOR_APPROVES", "true"),
            everywhere("SHIP_FORMAT", "1"),
            perEnvironment("SHIP_WINDOWS", "always open"),
            perEnvironment("SHIP_FREEZES", "none"),
            perEnvironment("SHIP_TIME_ZONE", UNSET),
            perEnvironment("SHIP_ADMISSION", "none"),
            perEnvironment("SHIP_AFTER", "none"),
            perEnvironment("SHIP_AUTO_PROMOTE", "false"),
            perEnvironment("SHIP_AUTO_ROLLBACK", "true"),
            perEnvironment(
                    "SHIP_{CHECK}_LATENCY_MS", "500 for frontend, 200 for api, 1000 for search, none for others"),
            perEnvironment("SHIP_MIN_CHECKS_PASSING", "4, or 80 % of fewer checks"),
            perEnvironment("SHIP_MIN_PASS_PERCENTAGE", "80"),
            perEnvironment("SHIP_ROLLBACK_FRONTEND_DOWN", "true"),
            perEnvironment("SHIP_ROLLBACK_API_DOWN", "true"),
            perEnvironment("SHIP_ROLLBACK_AUTH_BROKEN", "true"),
            perEnvironment("SHIP_ROLLBACK_CRITICAL_ERRORS", "true"),
            perEnvironment("SHIP_ROLLBACK_MIN_CHECKS_PASSING", "3, or 60 % of fewer checks"),
            perEnvironment("SHIP_ROLLBACK_WORKFLOW_FAILED", "false"),
            everywhere("SHIP_DEADLINE_ADMISSION_MS", "3600000"),
            everywhere("SHIP_DEADLINE_DISPATCH_MS", "300000"),
            everywhere("SHIP_DEADLINE_INTENT_MS", "30000"),
            everywhere("SHIP_DEADLINE_CALL_MS", "30000"),
            everywhere("SHIP_DEADLINE_LOCATE_MS", "300000"),
            everywhere("SHIP_DEADLINE_RUN_MS", "3600000"),
            everywhere("SHIP_DEADLINE_RUN_WAITING_MS", "86400000"),
            everywhere("SHIP_DEADLINE_CANCEL_MS", "600000"),
            everywhere("SHIP_DEADLINE_VERIFICATION_MS", "600000"),
            everywhere("SHIP_DEADLINE_DECISION_MS", "3600000"),
            everywhere("SHIP_DEADLINE_FIRST_REMINDER_MS", "900000"),
            everywhere("SHIP_DEADLINE_NEXT_REMINDER_MS", "3600000"),
            perEnvironment("SHIP_CONFIRM", "nothing"),
            perEnvironment("SHIP_VERIFICATION_TIMEOUT_MS", "30000"),
            perEnvironment("SHIP_SETTLE_MS", "60000"),
            perEnvironment("SHIP_BASELINE_LOOK", "true"),
            perEnvironment("SHIP_USUAL_LATENCY", "warn"),
            perEnvironment("SHIP_RISKY_PATHS", UNSET),
            perEnvironment("SHIP_PRODUCTION", "true for prod, production and live"),
            perEnvironment("SHIP_LINKS", UNSET),
            perEnvironment("SHIP_CALL", "nobody"),
            everywhere("SHIP_ALERT_LOG", "false"),
            everywhere("SHIP_ALERT_WEBHOOK_URL", UNSET),
            everywhere("SHIP_ALERT_WEBHOOK_SECRET", UNSET),
            perEnvironment("SHIP_ALERT_FAILURE_RATE", "20%"),
            perEnvironment("SHIP_ALERT_LAST", "20"),
            perEnvironment("SHIP_ALERT_LEAST", "5"),
            perEnvironment("SHIP_DEADLINE_SLOW_MS", "600000"),
            perEnvironment("SHIP_METRICS", UNSET),
            perEnvironment("SHIP_FAILED_ROUNDS", "1%"),
            perEnvironment("SHIP_WATCH", "15m"),
            perEnvironment("SHIP_WATCH_EVERY", "1m"),
            perEnvironment("SHIP_WATCH_ROLLS_BACK", "off"),
            perEnvironment("SHIP_SOAK", "0s"),
            perEnvironment("PROMETHEUS_URL", UNSET),
            perEnvironment("PROMETHEUS_SELECTOR", "all series"),
            perEnvironment("PROMETHEUS_CANARY", UNSET),
            perEnvironment("PROMETHEUS_STABLE", "all that is not the canary's"),
            perEnvironment("PROMETHEUS_SCRAPE_INTERVAL", "15s"),
            perEnvironment("PROMETHEUS_LAG", "15s"),
            perEnvironment("PROMETHEUS_SLOW_MS", "500"),
            perEnvironment("PROMETHEUS_METRIC_{NAME}", UNSET),
            perEnvironment("PROMETHEUS_TOKEN", UNSET),
            perEnvironment("PROMETHEUS_USER", UNSET),
            perEnvironment("PROMETHEUS_PASSWORD", UNSET),
            perEnvironment("PROMETHEUS_CLIENT_CERTIFICATE", UNSET),
            perEnvironment("PROMETHEUS_CLIENT_KEY", UNSET),
            perEnvironment("PROMETHEUS_CA", UNSET),
            everywhere("INCIDENT_URL", UNSET),
            everywhere("INCIDENT_AUTHORIZATION", UNSET),
            everywhere("INCIDENT_COMMAND", UNSET),
            everywhere("SHIP_LOG_LEVEL", "INFO"),
            everywhere("SHIP_IGNORED_VARIABLES", UNSET),
            perEnvironment("FRONTEND_BASE_URL", REQUIRED),
            perEnvironment("VITE_API_BASE", REQUIRED),
            perEnvironment("FRONTEND_BASE_URL_CANARY", UNSET),
            perEnvironment("VITE_API_BASE_CANARY", UNSET),
            perEnvironment("SHIP_CANARY_HEADER", UNSET),
            perEnvironment("SHIP_BROWSER", "false"),
            perEnvironment("SHIP_BROWSER_PATH", "the first of chromium, google-chrome and others on the PATH"),
            perEnvironment("SHIP_BROWSER_NO_SANDBOX", "false"),
            perEnvironment("SHIP_BROWSER_ALLOW", "none"),
            perEnvironment("SHIP_BROWSER_OWN_HOSTS", "none"),
            perEnvironment("SHIP_BROWSER_SETTLE_MS", "2000"),
            perEnvironment("SHIP_BROWSER_TIMEOUT_MS", "20000"),
            perEnvironment("SHIP_SHARED_ENDPOINTS", "false"),
            perEnvironment("SHIP_LOGIN_USER", UNSET),
            perEnvironment("SHIP_LOGIN_PASSWORD", UNSET),
            perEnvironment("SHIP_CHECK_SCRIPTS", UNSET),
            perEnvironment("SHIP_CHECK_SCRIPT_TIMEOUT_MS", "10000"),
            perEnvironment("SHIP_CHECK_SCRIPT_ENV", "none"));

    private BotVariables() {}

    private static Variable everywhere(String name, String fallback) {
        return new Variable(name, false, fallback);
    }

    private static Variable perEnvironment(String name, String fallback) {
        return new Variable(name, true, fallback);
    }

    /** {@return one line for each, and where the others are} */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        ALL.forEach(variable -> lines.add("  " + variable));
        lines.add("The checks read more: see docs/checks-reference.md. What each means: see docs/discord-bot.md.");
        return lines;
    }
}
