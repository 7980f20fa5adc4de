package io.releaseconductor.examples.bot;

import io.releaseconductor.alert.AlertPlace;
import io.releaseconductor.alert.AlertSinks;
import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.alert.LogAlerts;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.http.alerts.WebhookAlerts;
import io.releaseconductor.http.alerts.WebhookOptions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChatChannel;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the team is alerted.
 *
 * @param everywhere where in Discord, or null for where the card is shown
 * @param places where in Discord for each environment that has such a place, its own or that of all
 * @param log whether in the log as well
 * @param webhook where they are posted as well, or null
 */
record AlertPart(
        @Nullable AlertPlace everywhere,
        Map<Environment, AlertPlace> places,
        boolean log,
        @Nullable WebhookOptions webhook) {

    static final String CHANNEL = "DISCORD_ALERT_CHANNEL_ID";
    private static final String ROLE = "DISCORD_ALERT_ROLE_ID";
    private static final String LOG = "SHIP_ALERT_LOG";
    private static final String URL = "SHIP_ALERT_WEBHOOK_URL";
    private static final String KEY = "SHIP_ALERT_WEBHOOK_SECRET";

    static AlertPart read(Variables variables, List<Environment> environments, Problems problems) {
        VariableReader reader = variables.reader(problems);
        Map<Environment, AlertPlace> places = new LinkedHashMap<>();
        for (Environment environment : environments) {
            place(variables.in(environment, problems)).ifPresent(place -> places.put(environment, place));
        }
        return new AlertPart(place(reader).orElse(null), places, reader.flag(LOG, false), webhook(reader));
    }

    private static Optional<AlertPlace> place(VariableReader reader) {
        Optional<String> role = DiscordPart.id(reader, ROLE);
        Optional<String> channel = DiscordPart.id(reader, CHANNEL);
        if (role.isPresent() && reader.text(CHANNEL).isEmpty()) {
            reader.problems()
                    .add(reader.nameOf(ROLE) + " is set, and " + CHANNEL
                            + ", where it would be mentioned, is not; allowed: both, or the channel alone");
        }
        return channel.map(id -> new AlertPlace(id, role.stream().toList()));
    }

    private static @Nullable WebhookOptions webhook(VariableReader reader) {
        boolean named = reader.text(URL).isPresent();
        Optional<URI> url = reader.address(URL);
        Optional<Secret> key = reader.secret(KEY);
        if (named != key.isPresent()) {
            reader.problems()
                    .add(
                            named
                                    ? URL + " is set, and " + KEY
                                            + " is not, so that nobody could tell who posts; allowed: both or none"
                                    : KEY + " is set, and " + URL + " is not; allowed: both or none");
        }
        if (url.isEmpty() || key.isEmpty()) {
            return null;
        }
        try {
            return WebhookOptions.of(url.get(), key.get());
        } catch (IllegalArgumentException e) {
            reader.problems().add(URL + " and " + KEY + " cannot work: " + e.getMessage());
            return null;
        }
    }

    /** {@return the ids of the channels that alerts are posted in, each once; empty where they go to those of the cards} */
    Set<String> channels() {
        return Stream.concat(Stream.ofNullable(everywhere), places.values().stream())
                .map(AlertPlace::destination)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return what tells the team: in Discord, and wherever else it is set} */
    AlertSink sink(ChatChannel discord) {
        ChatAlerts chat = new ChatAlerts(discord);
        chat = everywhere == null ? chat : chat.in(everywhere);
        for (Map.Entry<Environment, AlertPlace> each : places.entrySet()) {
            chat = chat.in(each.getKey(), each.getValue());
        }
        Map<String, AlertSink> sinks = new LinkedHashMap<>();
        if (log) {
            sinks.put("log", new LogAlerts());
        }
        sinks.put("chat", chat);
        if (webhook != null) {
            sinks.put("webhook", WebhookAlerts.of(webhook));
        }
        return sinks.size() == 1 ? chat : AlertSinks.of(sinks);
    }
}
