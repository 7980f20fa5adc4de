package io.releaseconductor.redis;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.CorruptRecordException;
import io.releaseconductor.json.DeploymentJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether something vanished from Redis, key by key, writes anew what the records still tell, and says it. The records
 * themselves are not its affair: nothing tells them. Thread-safe.
 */
final class Mending {

    private static final Logger LOG = LoggerFactory.getLogger(Mending.class);

    /** How many fields, or places in the history, one step looks at. */
    private static final String STEP = "500";

    private static final int MOST_STEPS = 10_000;

    private static final String WHY =
            " Somebody removed it, or Redis dropped it when memory was short (see maxmemory_policy in INFO memory).";

    private final RedisCalls calls;
    private final Keys keys;
    private final DeploymentJson json = new DeploymentJson();
    private volatile long saidGone;
    private volatile @Nullable String problem;

    Mending(RedisCalls calls, Keys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** What one look found: what was missing, by what it was, and whose. */
    private record Found(Map<String, List<String>> missing, long places, long entriesGone) {}

    void run() {
        Map<String, List<String>> missing = new TreeMap<>();
        deployments(missing);
        missing.computeIfPresent("history", (what, ids) -> {
            List<String> written = ids.stream().filter(this::entry).toList();
            return written.isEmpty() ? null : written;
        });
        say(history(missing));
    }

    private void deployments(Map<String, List<String>> missing) {
        String cursor = "0";
        for (int step = 0; step < MOST_STEPS; step++) {
            Object answer = calls.run(Script.MEND, keys.mend(), cursor, STEP);
            List<?> said = calls.read(() -> Answers.list(answer));
            for (int i = 1; i + 1 < said.size(); i += 2) {
                missing.computeIfAbsent(Answers.text(said.get(i)), what -> new ArrayList<>())
                        .add(Answers.text(said.get(i + 1)));
            }
            cursor = Answers.text(said.get(0));
            if (cursor.equals("0")) {
                return;
            }
        }
    }

    /** One that a record tells is written from it; of a record that cannot be read there is nothing to tell. */
    private boolean entry(String id) {
        byte[] record = calls.field(keys.deployments, id);
        if (record == null) {
            return false;
        }
        String entry;
        try {
            entry = json.writeHistory(HistoryEntry.of(json.read(new String(record, StandardCharsets.UTF_8))));
        } catch (CorruptRecordException e) {
            LOG.debug("{}: its history entry is lost, and its record cannot be read", id, e);
            return false;
        }
        Object answer = calls.run(Script.MEND_ENTRY, keys.mendEntry(), id, record, entry);
        return calls.read(() -> Answers.number(answer)) == 1;
    }

    private Found history(Map<String, List<String>> missing) {
        long places = 0;
        long gone = 0;
        String from = "-";
        String asked = missing.containsKey("promoted") ? "all" : "if needed";
        for (int step = 0; step < MOST_STEPS && !from.isEmpty(); step++) {
            Object answer = calls.run(Script.MEND_HISTORY, keys.mendHistory(), from, STEP, asked);
            List<?> said = calls.read(() -> Answers.list(answer));
            from = Answers.text(said.get(0));
            places += Answers.number(said.get(1));
            gone += Answers.number(said.get(2));
        }
        return new Found(missing, places, gone);
    }

    private void say(Found found) {
        Map<String, List<String>> mended = new TreeMap<>(found.missing());
        List<String> taken = mended.remove("taken");
        List<String> said = new ArrayList<>();
        if (!mended.isEmpty() || found.places() > 0) {
            List<String> parts = new ArrayList<>();
            mended.forEach((what, ids) -> parts.add(words(what) + " of " + shown(ids)));
            if (found.places() > 0) {
                parts.add(found.places() + " places in the history");
            }
            said.add("Missing in Redis, and written anew from what else is there: " + String.join("; ", parts) + "."
                    + WHY);
        }
        if (taken != null) {
            said.add("Two deployments are under way in one environment, since Redis had lost the place of "
                    + shown(taken) + " when another one was shipped there." + WHY
                    + " See which of the two is wanted, and cancel the other.");
        }
        if (found.entriesGone() > 0) {
            said.add(found.entriesGone()
                    + " entries of the history are gone from Redis for good; what they told, such as versions to roll back to, is"
                    + " not known any more." + WHY);
        }
        if (!mended.isEmpty() || found.places() > 0 || found.entriesGone() != saidGone || taken != null) {
            said.forEach(LOG::error);
        }
        saidGone = found.entriesGone();
        problem = said.isEmpty() ? null : String.join(" ", said);
    }

    private static String words(String what) {
        return switch (what) {
            case "place" -> "the environment's place";
            case "due" -> "the due time";
            case "leased" -> "the lease";
            case "settled", "unsent" -> "what the clean-up goes by";
            case "creation" -> "the operation that created it";
            case "history" -> "the history entry";
            default -> "the place in the history (" + what + ")";
        };
    }

    private static String shown(List<String> ids) {
        return ids.size() == 1 ? ids.get(0) : ids.size() + " deployments, " + ids.get(0) + " among them";
    }

    /** What was found missing with the last look, for people. */
    @Nullable
    String problem() {
        return problem;
    }
}
