package io.releaseconductor.spring;

import io.releaseconductor.alert.AlertSinks;
import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.ChatChannel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All sinks that are beans, and the chat besides, which somebody who adds a pager does not mean to silence. */
final class AlertsOfBeans {

    private static final int LONGEST_NAME = 32;

    private AlertsOfBeans() {}

    /** {@return the sink; empty where the builder's own default will do} */
    static Optional<AlertSink> of(Map<String, AlertSink> beans, ChatChannel chat) {
        if (beans.isEmpty()) {
            return Optional.empty();
        }
        Map<String, AlertSink> sinks = new LinkedHashMap<>();
        boolean told =
                beans.values().stream().anyMatch(each -> each instanceof ChatAlerts || each instanceof AlertSinks);
        if (chat != ChatChannel.NONE && !told) {
            sinks.put("chat", new ChatAlerts(chat));
        }
        beans.forEach((name, sink) -> sinks.put(named(name, sinks), sink));
        return Optional.of(sinks.size() == 1 ? sinks.values().iterator().next() : AlertSinks.of(sinks));
    }

    /** As the names of sinks have to be: {@code pagerDuty} is {@code pager-duty}. */
    static String named(String bean, Map<String, AlertSink> taken) {
        String plain = bean.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        String name = plain.isEmpty() ? "sink" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME - 3));
        String free = name;
        for (int number = 2; taken.containsKey(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
