package io.releaseconductor.examples.demo.terminal;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Proposes words to whoever types, once it is known which. */
final class ProposedWords implements Completer {

    private volatile Proposals proposals = before -> List.of();

    void are(Proposals known) {
        proposals = known;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        proposals
                .after(List.copyOf(line.words().subList(0, line.wordIndex())))
                .forEach(
                        word -> candidates.add(new Candidate(word, word, null, null, null, null, !word.endsWith(":"))));
    }
}
