package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whom new messages ring: who is mentioned in their content, and not ruled out by what they allow. Embeds and edits ring nowhere. */
final class Rings {

    private static final Pattern MENTION = Pattern.compile("<@(&|!?)([0-9]{15,20})>|@(everyone|here)\\b");

    private final List<String> rung = new ArrayList<>();

    void ring(JsonNode body) {
        Set<String> called = new LinkedHashSet<>();
        Matcher mention = MENTION.matcher(body.path("content").asText());
        while (mention.find()) {
            String all = mention.group(3);
            boolean role = "&".equals(mention.group(1));
            if (all != null) {
                if (isParsed(body, "everyone")) {
                    called.add(all);
                }
            } else if (isAllowed(body, role ? "roles" : "users", mention.group(2))) {
                called.add((role ? "role " : "user ") + mention.group(2));
            }
        }
        rung.addAll(called);
    }

    private static boolean isAllowed(JsonNode body, String kind, String id) {
        return isParsed(body, kind) || contains(body.path("allowed_mentions").path(kind), id);
    }

    /** Where nothing is said, all are. */
    private static boolean isParsed(JsonNode body, String kind) {
        JsonNode allowed = body.path("allowed_mentions");
        return allowed.isMissingNode() || allowed.isNull() || contains(allowed.path("parse"), kind);
    }

    private static boolean contains(JsonNode list, String text) {
        return StreamSupport.stream(list.spliterator(), false)
                .anyMatch(each -> each.asText().equals(text));
    }

    /** Once for each message and whom it rang, in order, such as {@code role 444444444444444441}. */
    List<String> rung() {
        return List.copyOf(rung);
    }
}
