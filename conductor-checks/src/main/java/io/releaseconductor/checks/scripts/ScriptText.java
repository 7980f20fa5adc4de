package io.releaseconductor.checks.scripts;

import io.releaseconductor.config.Masking;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.OneLine;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes of what a script prints what people may be shown: one line, without secrets and without what controls a terminal. */
final class ScriptText {

    /** Colours and cursors, titles and links, and the rest that begins with an escape. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B[\\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B[ -/]*[0-~]");

    private static final int SHORTEST_LINE = 8;

    private final Masking masking;

    ScriptText(Collection<Secret> secrets) {
        this.masking =
                Masking.of(secrets.stream().flatMap(ScriptText::withLines).toList());
    }

    /** A key has several lines, of which one may be printed. */
    private static Stream<Secret> withLines(Secret secret) {
        List<String> lines = secret.reveal().lines().map(String::strip).toList();
        return lines.size() < 2
                ? Stream.of(secret)
                : Stream.concat(
                        Stream.of(secret),
                        lines.stream()
                                .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                                .map(Secret::new));
    }

    /** One line, perhaps empty. */
    String line(String text, int maxLength) {
        String plain = ESCAPES.matcher(masking.mask(text)).replaceAll("");
        // what was between the parts of a secret may be gone by now
        return OneLine.cut(masking.mask(OneLine.of(plain)), maxLength);
    }
}
