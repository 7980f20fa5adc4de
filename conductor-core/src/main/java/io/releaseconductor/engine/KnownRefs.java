package io.releaseconductor.engine;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.Refs;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks what branches and tags there are, while a person waits: what is not answered in time is not known. Thread-safe. */
public final class KnownRefs {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** A chat that proposes something while somebody types waits for three. */
    private static final Duration WHILE_TYPING = Duration.ofSeconds(2);

    private static final int LONGEST_REASON = 300;

    private final EngineParts parts;
    private final Callback callback;
    private final Inquiry inquiry;

    KnownRefs(EngineParts parts, Callback callback) {
        this.parts = parts;
        this.callback = callback;
        this.inquiry = new Inquiry(parts.threads());
    }

    /** What a branch or tag points at; null if there is nobody to ask. */
    @Nullable
    ResolvedRef resolve(Environment environment, @Nullable String ref) {
        if (!parts.knowsRefs()) {
            return null;
        }
        try {
            ResolvedRef answer = Objects.requireNonNull(inquiry.ask(
                    callback,
                    "resolve the ref for " + environment,
                    LIMIT,
                    () -> Objects.requireNonNull(parts.refs().resolve(environment, ref), "the refs answered nothing")));
            return answer.missing() == null
                    ? answer
                    : ResolvedRef.unknown(answer.name(), OneLine.cut(OneLine.of(answer.missing()), LONGEST_REASON));
        } catch (UnansweredException e) {
            return ResolvedRef.unknown(ref, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The branches and tags that contain what is typed.
     *
     * @param typed what is typed
     * @param atMost how many to tell at most
     * @return their names; empty if nothing is known in time
     * @see Refs#named
     */
    public List<String> named(String typed, int atMost) {
        if (!parts.knowsRefs()) {
            return List.of();
        }
        try {
            List<String> names = inquiry.ask(
                    callback,
                    "propose refs",
                    WHILE_TYPING,
                    () -> List.copyOf(parts.refs().named(typed, atMost)));
            return names == null ? List.of() : names.stream().limit(atMost).toList();
        } catch (UnansweredException e) {
            return List.of();
        }
    }
}
