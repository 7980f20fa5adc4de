package io.releaseconductor.discord;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the conductor is on Discord. Immutable.
 *
 * @param guild the id of the one server (Discord calls it a guild) whose members may use the commands and buttons, and in which
 *     the commands are registered; null for every server that the bot is in, with commands registered for all of them, which
 *     Discord may take up to an hour to show
 * @param callLimit how long one call to Discord may take, waiting for its rate limit included, before it counts as not
 *     answered; 1 to 25 seconds, since the conductor gives a whole call 30 seconds by default
 * @param readyLimit how long {@link DiscordChat#connect} waits for Discord before it goes on without, and connects in the
 *     background; up to 5 minutes
 * @param apiUrl the REST API, for a proxy or a test; null for Discord's own
 * @param gatewayUrl the gateway, {@code ws} or {@code wss}, for a proxy or a test; null for Discord's own
 * @param clock the time, for when to try again
 * @param threads whether each deployment gets a {@linkplain DiscordThreads thread} for its progress and details
 */
public record DiscordOptions(
        @Nullable String guild,
        Duration callLimit,
        Duration readyLimit,
        @Nullable URI apiUrl,
        @Nullable URI gatewayUrl,
        Clock clock,
        boolean threads) {

    // first, since the default below is validated with them
    private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(25);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{15,20}");
    private static final String ID = "the number that \"Copy Server ID\" gives in Discord, 15 to 20 digits";

    /** All servers, 10 seconds for a call, 30 seconds to get ready, Discord's own addresses, the system's clock. */
    public static final DiscordOptions DEFAULT = new DiscordOptions(
            null, Duration.ofSeconds(10), Duration.ofSeconds(30), null, null, Clock.systemUTC(), false);

    /**
     * Validates.
     *
     * @throws ConfigurationException if anything is not allowed; names all of it at once
     */
    public DiscordOptions {
        Objects.requireNonNull(callLimit, "callLimit");
        Objects.requireNonNull(readyLimit, "readyLimit");
        Objects.requireNonNull(clock, "clock");
        Problems problems = new Problems();
        if (guild != null && !isId(guild)) {
            problems.add("guild: \"" + guild + "\" is not allowed; allowed: " + ID);
        }
        if (callLimit.compareTo(SHORTEST_CALL) < 0 || callLimit.compareTo(LONGEST_CALL) > 0) {
            problems.add("callLimit: " + callLimit.toMillis() + "ms is not allowed; allowed: 1000ms to 25000ms");
        }
        if (readyLimit.isNegative() || readyLimit.compareTo(LONGEST_WAIT) > 0) {
            problems.add("readyLimit: " + readyLimit.toMillis() + "ms is not allowed; allowed: 0ms to 300000ms");
        }
        if (gatewayUrl != null && !"ws".equals(gatewayUrl.getScheme()) && !"wss".equals(gatewayUrl.getScheme())) {
            problems.add("gatewayUrl: \"" + gatewayUrl + "\" is not allowed; allowed: a ws or wss URL");
        }
        if (apiUrl != null && !"http".equals(apiUrl.getScheme()) && !"https".equals(apiUrl.getScheme())) {
            problems.add("apiUrl: \"" + apiUrl + "\" is not allowed; allowed: an http or https URL");
        }
        problems.throwIfAny();
    }

    /**
     * Reads {@code DISCORD_GUILD_ID}, {@code DISCORD_THREADS}, {@code DISCORD_API_URL} and {@code DISCORD_GATEWAY_URL}, none of which is
     * required. What is
     * wrong is noted with the reader; the options then hold defaults.
     *
     * @param reader a reader of the variables that hold for all environments
     * @return the options
     */
    public static DiscordOptions fromVariables(VariableReader reader) {
        reader.claim(DiscordVariables.FAMILY);
        String guild = reader.text("DISCORD_GUILD_ID").orElse(null);
        if (guild != null && !isId(guild)) {
            reader.problems().add("DISCORD_GUILD_ID: \"" + guild + "\" is not allowed; allowed: " + ID);
            guild = null;
        }
        URI gateway = null;
        String text = reader.text("DISCORD_GATEWAY_URL").orElse(null);
        if (text != null && text.matches("wss?://[^\\s/]+\\S*")) {
            gateway = URI.create(text);
        } else if (text != null) {
            reader.problems().add("DISCORD_GATEWAY_URL: \"" + text + "\" is not allowed; allowed: a ws or wss URL");
        }
        return new DiscordOptions(
                guild,
                DEFAULT.callLimit,
                DEFAULT.readyLimit,
                reader.url("DISCORD_API_URL").orElse(null),
                gateway,
                DEFAULT.clock,
                reader.oneOf("DISCORD_THREADS", "off", List.of("on", "off")).equals("on"));
    }

    /**
     * The same for one server.
     *
     * @param value the id of the server, or null for all
     * @return the changed options
     */
    public DiscordOptions withGuild(@Nullable String value) {
        return new DiscordOptions(value, callLimit, readyLimit, apiUrl, gatewayUrl, clock, threads);
    }

    /**
     * The same with other time limits.
     *
     * @param call how long one call may take
     * @param ready how long to wait for Discord at the start
     * @return the changed options
     */
    public DiscordOptions withLimits(Duration call, Duration ready) {
        return new DiscordOptions(guild, call, ready, apiUrl, gatewayUrl, clock, threads);
    }

    /**
     * The same with other addresses.
     *
     * @param api the REST API, such as {@code https://discord.com/api/v10}, or null for Discord's own
     * @param gateway the gateway, or null for Discord's own
     * @return the changed options
     */
    public DiscordOptions withAddresses(@Nullable URI api, @Nullable URI gateway) {
        return new DiscordOptions(guild, callLimit, readyLimit, api, gateway, clock, threads);
    }

    /**
     * The same with another clock.
     *
     * @param value the clock
     * @return the changed options
     */
    public DiscordOptions withClock(Clock value) {
        return new DiscordOptions(guild, callLimit, readyLimit, apiUrl, gatewayUrl, value, threads);
    }

    /**
     * The same with or without threads.
     *
     * @param value whether each deployment gets a thread
     * @return the changed options
     */
    public DiscordOptions withThreads(boolean value) {
        return new DiscordOptions(guild, callLimit, readyLimit, apiUrl, gatewayUrl, clock, value);
    }

    static boolean isId(String text) {
        return SNOWFLAKE.matcher(text).matches();
    }
}
