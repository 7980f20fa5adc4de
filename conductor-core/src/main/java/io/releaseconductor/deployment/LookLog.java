package io.releaseconductor.deployment;

import io.releaseconductor.metric.Digest;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.TimeBefore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the looks of a wave rest on, as a short text: for each look a digest of what was answered, so that it can be found out later whether
 * the source of metrics still answers the same. Immutable.
 *
 * <p>The text is {@code before;looks}, where {@code before} stands for what was there before the first look: in the hour, and at the other times
 * that were asked about, in the order of {@link TimeBefore}. It is empty in a wave that goes on from an earlier one. Each look takes four characters; before them stand {@code *3} where it covers three spans, {@code !5} where nothing
 * is known of the first and the third metric (a binary mask), and then a colon. A {@code +} at the end says that more looks followed.
 */
public final class LookLog {

    /** How many looks of one deployment are kept. */
    public static final int MOST = 1_000;

    private static final Pattern ENTRY =
            Pattern.compile("(?:(?:\\*([0-9]{1,9}))?(?:!([0-9]{1,3}))?:)?([A-Za-z0-9_-]{4})");

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final int BITS = 6;

    private static final int CHARACTERS = 4;

    /**
     * One look, or a time before the first one.
     *
     * @param spans how many looks were due that it stands for; more than 1 after an outage
     * @param unknown of which metrics nothing is known: bit 0 for the first one of the plan
     * @param digest a digest of what was answered of the others, 24 bits
     */
    record Entry(int spans, int unknown, int digest) {

        /** What was there at one time before the first look. */
        static Entry before(List<String> metrics, Map<String, MetricAnswer> answers) {
            return of(metrics, answers, known -> true, 1);
        }

        /** @param due how many looks were due */
        static Entry look(List<String> metrics, Map<String, MetricAnswer> answers, int due) {
            return of(metrics, answers, known -> known.spans().size() == 1, due);
        }

        private static Entry of(
                List<String> metrics,
                Map<String, MetricAnswer> answers,
                Predicate<MetricAnswer.Known> counts,
                int due) {
            Digest digest = new Digest();
            int unknown = 0;
            for (int i = 0; i < metrics.size(); i++) {
                if (answers.get(metrics.get(i)) instanceof MetricAnswer.Known known && counts.test(known)) {
                    known.spans().forEach(digest::add);
                } else {
                    unknown |= 1 << i;
                }
            }
            return new Entry(due, unknown, (int) digest.value() & 0xFFFFFF);
        }

        boolean isKnown(int metric) {
            return (unknown & (1 << metric)) == 0;
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            if (spans != 1) {
                text.append('*').append(spans);
            }
            if (unknown != 0) {
                text.append('!').append(unknown);
            }
            if (text.length() > 0) {
                text.append(':');
            }
            for (int i = CHARACTERS - 1; i >= 0; i--) {
                text.append(DIGITS.charAt((digest >>> (BITS * i)) & (DIGITS.length() - 1)));
            }
            return text.toString();
        }

        private static Entry parse(Matcher entry) {
            String spans = entry.group(1);
            String unknown = entry.group(2);
            int digest = 0;
            for (char character : entry.group(3).toCharArray()) {
                digest = (digest << BITS) | DIGITS.indexOf(character);
            }
            return new Entry(
                    spans == null ? 1 : Integer.parseInt(spans),
                    unknown == null ? 0 : Integer.parseInt(unknown),
                    digest);
        }
    }

    private final String text;
    private final int looks;

    private LookLog(String text, int looks) {
        this.text = text;
        this.looks = looks;
    }

    /** A log without looks yet, of a wave that goes on from an earlier one. */
    static LookLog goOn() {
        return new LookLog(";", 0);
    }

    /** A log without looks yet, with what was there before the first one. */
    static LookLog begin(
            List<String> metrics, Map<String, MetricAnswer> hour, Map<TimeBefore, Map<String, MetricAnswer>> earlier) {
        StringBuilder before = new StringBuilder(Entry.before(metrics, hour).text());
        for (TimeBefore time : TimeBefore.values()) {
            Map<String, MetricAnswer> answers = earlier.get(time);
            if (answers != null) {
                before.append(Entry.before(metrics, answers).text());
            }
        }
        return new LookLog(before.append(';').toString(), 0);
    }

    /**
     * Reads a log.
     *
     * @param text its text
     * @return the log
     * @throws IllegalArgumentException if it is none
     */
    public static LookLog parse(String text) {
        int semicolon = text.indexOf(';');
        LookLog log = new LookLog(text, entries(text.substring(semicolon + 1)).size());
        if (semicolon < 0
                || !log.rewritten().equals(text)
                || log.looks > MOST
                || log.before().size() > TimeBefore.values().length) {
            throw new IllegalArgumentException("log of looks: it has not the form of one; allowed: digests after a"
                    + " semicolon, four characters each, at most " + MOST);
        }
        return log;
    }

    private String rewritten() {
        StringBuilder rewritten = new StringBuilder();
        before().forEach(entry -> rewritten.append(entry.text()));
        rewritten.append(';');
        entries().forEach(entry -> rewritten.append(entry.text()));
        return rewritten.append(isCut() ? "+" : "").toString();
    }

    /** With a look more, if there is room. */
    LookLog and(Entry look, int room) {
        if (isCut()) {
            return this;
        }
        return room > 0 ? new LookLog(text + look.text(), looks + 1) : new LookLog(text + "+", looks);
    }

    /** {@return the log as text} */
    public String text() {
        return text;
    }

    /** {@return how many looks are in it} */
    public int looks() {
        return looks;
    }

    /** {@return whether more looks followed than are in it} */
    public boolean isCut() {
        return text.endsWith("+");
    }

    /**
     * Whether it is all of what was counted. Who counts without knowing of logs leaves them as they are.
     *
     * @param due how many looks of the wave were due
     * @return whether the log stands for so many, or more followed
     */
    public boolean fits(int due) {
        long spans = entries().stream().mapToLong(Entry::spans).sum();
        return isCut() ? spans <= due : spans == due;
    }

    /** The times before the first look; none in a wave that goes on from an earlier one. */
    List<Entry> before() {
        return entries(text.substring(0, Math.max(0, text.indexOf(';'))));
    }

    List<Entry> entries() {
        return entries(text.substring(text.indexOf(';') + 1));
    }

    private static List<Entry> entries(String text) {
        List<Entry> entries = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);
        int end = 0;
        while (entry.find(end) && entry.start() == end) {
            entries.add(Entry.parse(entry));
            end = entry.end();
        }
        return entries;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LookLog log && log.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
