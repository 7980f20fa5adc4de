package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.Masking;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an answer whether an incident is open. It collects all that it understands: an incident that is told of anywhere is open, and
 * none is open only where that is said and nothing else is in doubt.
 */
final class IncidentReader {

    static final String NONE_OPEN = "none open";

    private static final int MOST_TOLD = 2;

    private static final int LONGEST_TEXT = 120;

    private static final Set<String> BAD = Set.of("minor", "major", "critical");

    private final Masking masking;
    private final List<String> open = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean understood;

    private IncidentReader(Masking masking) {
        this.masking = masking;
    }

    /**
     * What an answer says.
     *
     * @param masking takes what may be secret out of what is told of it
     * @param label where the answer is from
     */
    static AdmissionOutcome read(JsonNode json, Masking masking, String label) {
        IncidentReader reader = new IncidentReader(masking);
        if (json.isArray()) {
            reader.list(json);
        } else if (json.isObject()) {
            reader.object(json);
        }
        return reader.outcome(label);
    }

    private AdmissionOutcome outcome(String label) {
        if (!open.isEmpty()) {
            int more = open.size() - MOST_TOLD;
            String told = String.join(", ", open.subList(0, Math.min(MOST_TOLD, open.size())));
            return new AdmissionOutcome.No(open.size() + " open: " + told + (more > 0 ? " and " + more + " more" : ""));
        }
        if (!bad.isEmpty()) {
            return new AdmissionOutcome.No(bad.get(0));
        }
        if (!doubts.isEmpty()) {
            return new AdmissionOutcome.Unknown(label + ": " + doubts.get(0));
        }
        return understood
                ? new AdmissionOutcome.Yes(NONE_OPEN)
                : new AdmissionOutcome.Unknown(label + ": JSON that does not say whether an incident is open");
    }

    private void object(JsonNode json) {
        if (saysThatItFailed(json)) {
            doubts.add("the answer says that something went wrong");
        }
        for (String field : List.of("incidents", "data")) {
            JsonNode list = json.path(field);
            if (list.isArray()) {
                list(list);
            } else if (!list.isMissingNode()) {
                doubts.add(field + " is no list");
            }
        }
        if (IncidentPaging.goesOn(json)) {
            doubts.add("there are more pages of incidents than the first; ask for open ones only");
        }
        flag(json);
        indicator(json.path("status"));
    }

    private static boolean saysThatItFailed(JsonNode json) {
        return isSaid(json.path("error"))
                || isSaid(json.path("errors"))
                || isFalse(json.path("success"))
                || isFalse(json.path("ok"));
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    /** Whether a field holds more than nothing. */
    private static boolean isSaid(JsonNode node) {
        boolean nothing = node.isMissingNode()
                || node.isNull()
                || isFalse(node)
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isBlank());
        return !nothing;
    }

    private void list(JsonNode incidents) {
        understood = true;
        for (JsonNode each : incidents) {
            Incident incident = Incident.of(each, masking);
            switch (incident.state()) {
                case OPEN -> open.add(incident.words());
                case UNCLEAR -> doubts.add("an entry of the list that is not understood");
                case OVER -> {}
            }
        }
    }

    private void flag(JsonNode json) {
        JsonNode flag = json.path("open");
        if (flag.isBoolean()) {
            understood = true;
            if (flag.booleanValue()) {
                @Nullable String name = Incident.nameOf(json, masking);
                bad.add(name == null ? "an incident is open" : name);
            }
        } else if (!flag.isMissingNode()) {
            doubts.add("open is neither true nor false");
        }
    }

    private void indicator(JsonNode status) {
        JsonNode indicator = status.path("indicator");
        String word = indicator.asText();
        if (BAD.contains(word)) {
            String description =
                    masking.mask(OneLine.of(status.path("description").asText()));
            bad.add(description.isEmpty() ? word : OneLine.cut(description, LONGEST_TEXT) + " (" + word + ")");
        } else if (word.equals("none")) {
            understood = true;
        } else if (!indicator.isMissingNode()) {
            doubts.add("status.indicator is none of none, minor, major and critical");
        }
    }
}
