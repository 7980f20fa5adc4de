package io.releaseconductor.json;

import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.stats.Figures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Deployments and history as JSON, for any store and for exports: the spec's "Deploy State Schema" and what is needed besides,
 * field by field in {@code docs/state.md}. Each text is one line, and always the same for equal values. Stateless and
 * thread-safe.
 */
public final class DeploymentJson {

    static final ClientLibrary JACKSON = new ClientLibrary(
            "conductor-json",
            "Jackson",
            "com.fasterxml.jackson.core:jackson-databind",
            "2.22.4",
            "com.fasterxml.jackson.",
            "com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION",
            "jackson-bom.version (jackson-2-bom.version from Spring Boot 4 on)");

    private static volatile boolean fits;

    /**
     * Makes a reader and writer. All are alike.
     *
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public DeploymentJson() {
        requireFitting();
    }

    static void requireFitting() {
        if (!fits) {
            ClientLibrary.require(DeploymentJson.class, List.of(JACKSON));
            fits = true;
        }
    }

    /**
     * Writes a deployment. {@link #read} gives an equal one back, to the nanosecond. (Half a surrogate pair in a text is no
     * character; it comes back as U+FFFD.)
     *
     * @param deployment any deployment
     * @return its record: one JSON object in one line
     * @throws IllegalArgumentException if two results of a verification are of one check, a phase says that it is another one,
     *     or an extension's text is not JSON; none of this comes out of the conductor
     */
    public String write(Deployment deployment) {
        return JsonOut.record(deployment, DeploymentWire::write, deployment.extensions());
    }

    /**
     * Reads a deployment, also one that an older or a newer version wrote. Fields that this version does not know are kept in
     * {@link Deployment#extensions()} by their place in the record, and written back there.
     *
     * @param json a record
     * @return the deployment
     * @throws CorruptRecordException if the text is not a record, or contradicts itself
     */
    public Deployment read(String json) {
        return DeploymentWire.read(Reading.of("deployment", Objects.requireNonNull(json, "json")));
    }

    /**
     * Writes an entry of the history. {@link #readHistory} gives an equal one back, to the nanosecond.
     *
     * @param entry any entry
     * @return one JSON object in one line
     */
    public String writeHistory(HistoryEntry entry) {
        return JsonOut.record(entry, HistoryWire::write, Map.of());
    }

    /**
     * Reads an entry of the history. Fields that this version does not know are passed over.
     *
     * @param json what {@link #writeHistory} wrote
     * @return the entry
     * @throws CorruptRecordException if the text is not an entry, or contradicts itself
     */
    public HistoryEntry readHistory(String json) {
        return Reading.of("history entry", Objects.requireNonNull(json, "json")).read(HistoryWire::read);
    }

    /**
     * Writes the evidence of a metric. {@link #readEvidence} gives an equal one back, to the last bit.
     *
     * @param evidence any evidence
     * @return one JSON object in one line, of some 400 bytes
     */
    public String writeEvidence(Evidence evidence) {
        return JsonOut.record(evidence, EvidenceWire::write, Map.of());
    }

    /**
     * Reads the evidence of a metric. Fields that this version does not know are passed over.
     *
     * @param json what {@link #writeEvidence} wrote
     * @return the evidence
     * @throws CorruptRecordException if the text is no evidence, or contradicts itself
     */
    public Evidence readEvidence(String json) {
        return Reading.of("evidence", Objects.requireNonNull(json, "json")).read(EvidenceWire::read);
    }

    /**
     * Exports history as JSON lines: one entry a line, each ended by a line feed.
     *
     * @param entries the entries, in the order in which they are written
     * @param to where to; neither flushed nor closed
     * @throws IOException if it cannot be written
     */
    public void exportHistory(Iterable<HistoryEntry> entries, Appendable to) throws IOException {
        for (HistoryEntry entry : entries) {
            to.append(writeHistory(entry)).append('\n');
        }
    }

    /**
     * Writes figures of a period, field by field as in {@code docs/statistics.md}.
     *
     * @param figures the figures
     * @return one JSON object in one line
     */
    public String writeFigures(Figures figures) {
        return JsonOut.record(Objects.requireNonNull(figures, "figures"), FiguresWire::write, Map.of());
    }

    /**
     * The same, one entry after the other as they are consumed.
     *
     * @param entries the entries, in the order in which they are written; not closed
     * @param to where to; neither flushed nor closed
     * @throws IOException if it cannot be written
     */
    public void exportHistory(Stream<HistoryEntry> entries, Appendable to) throws IOException {
        for (Iterator<HistoryEntry> each = entries.iterator(); each.hasNext(); ) {
            to.append(writeHistory(each.next())).append('\n');
        }
    }

    /**
     * Reads exported history line by line, as the stream is consumed. Blank lines are passed over.
     *
     * @param from what {@link #exportHistory} wrote; not closed
     * @return the entries in the order of the lines. Its consumption throws {@link CorruptRecordException}, with the number of
     *     the line, or {@link UncheckedIOException}
     */
    public Stream<HistoryEntry> importHistory(Reader from) {
        Iterator<HistoryEntry> lines = new HistoryLines(new BufferedReader(from));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
