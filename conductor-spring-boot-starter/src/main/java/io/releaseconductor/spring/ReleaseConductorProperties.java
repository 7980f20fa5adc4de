package io.releaseconductor.spring;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set by property. Values are texts, so that all that are wrong can be told at once: by {@link ConductorSettings}.
 *
 * @param enabled Whether there is a conductor at all.
 * @param metrics Whether its meters are in the application's registry, where conductor-micrometer is on the class path.
 * @param nodeId What this node is called in logs and in the marks of its writes. Random by default; should be different for each node.
 * @param stateFile A file, without an ending, that deployments are kept in, for one node. Needs com.h2database:h2.
 * @param environments Where is shipped to, by name. Without any, the names in SHIP_ENVIRONMENTS, or staging and prod.
 * @param variables What else environment variables can say, by their names in small letters with dashes.
 * @param github Which repository's workflows deploy.
 * @param discord Which Discord server ships.
 * @param redis In which Redis deployments are kept.
 */
@ConfigurationProperties("release-conductor")
record ReleaseConductorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean metrics,
        @Nullable String nodeId,
        @Nullable String stateFile,
        @DefaultValue Map<String, OfEnvironment> environments,
        @DefaultValue Map<String, String> variables,
        @DefaultValue GitHub github,
        @DefaultValue Discord discord,
        @DefaultValue Redis redis) {

    /** Copies. */
    ReleaseConductorProperties {
        environments = Map.copyOf(environments);
        variables = Map.copyOf(variables);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "release-conductor" + environments.keySet();
    }

    /**
     * One environment.
     *
     * @param frontendUrl Where its frontend is, which the checks look at. As FRONTEND_BASE_URL.
     * @param apiUrl Where its API is, which the checks look at. As VITE_API_BASE.
     * @param production Whether its users are the product's. By default if it is called prod, production or live. As SHIP_PRODUCTION.
     * @param linked The environment that is shipped to once a deployment here is promoted, or none. By default staging ships prod.
     * @param baselineVersion What runs before the first deployment, so that this one can be rolled back. As SHIP_BASELINE_VERSION.
     * @param blueGreen Whether it is rolled out blue-green. As SHIP_BLUE_GREEN.
     * @param fourEyes Whether somebody else than whoever shipped has to promote.
     * @param autoPromote Whether the policy promotes where every criterion is met. As SHIP_AUTO_PROMOTE.
     * @param autoRollback Whether the policy rolls back where a trigger fires. As SHIP_AUTO_ROLLBACK.
     * @param variables What else environment variables can say of it, by their names in small letters with dashes and without its suffix.
     */
    record OfEnvironment(
            @Nullable String frontendUrl,
            @Nullable String apiUrl,
            @Nullable String production,
            @Nullable String linked,
            @Nullable String baselineVersion,
            @Nullable String blueGreen,
            @Nullable String fourEyes,
            @Nullable String autoPromote,
            @Nullable String autoRollback,
            @DefaultValue Map<String, String> variables) {

        /** Copies. */
        OfEnvironment {
            variables = Map.copyOf(variables);
        }

        /** Without what may be secret. */
        @Override
        public String toString() {
            return "OfEnvironment";
        }
    }

    /**
     * GitHub Actions.
     *
     * @param repository The repository, as owner/name. As GITHUB_REPOSITORY.
     * @param token The token that starts and watches runs. As GITHUB_TOKEN.
     * @param webhookSecret What GitHub's deliveries are signed with. Where it is set, they are taken at the webhook path. As GITHUB_WEBHOOK_SECRET.
     * @param webhookPath Where a servlet application takes GitHub's deliveries.
     */
    record GitHub(
            @Nullable String repository,
            @Nullable String token,
            @Nullable String webhookSecret,
            @DefaultValue("/release-conductor/github") String webhookPath) {

        @Override
        public String toString() {
            return "GitHub";
        }
    }

    /**
     * Discord.
     *
     * @param token The bot's token. Where it is set, the bot connects. As DISCORD_TOKEN.
     * @param guildId The id of the server. As DISCORD_GUILD_ID.
     * @param permit Who may do what, such as role:123. As DISCORD_PERMIT.
     */
    record Discord(
            @Nullable String token,
            @Nullable String guildId,
            @Nullable String permit) {

        @Override
        public String toString() {
            return "Discord";
        }
    }

    /**
     * Redis.
     *
     * @param url Where it is, such as redis://localhost:6379. Needs conductor-redis. As REDIS_URL.
     * @param keyPrefix What the names of its keys begin with. As REDIS_KEY_PREFIX.
     */
    record Redis(@Nullable String url, @Nullable String keyPrefix) {

        @Override
        public String toString() {
            return "Redis";
        }
    }
}
