package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check and what it says about itself, asked once and with care: it is somebody else's code. Equal only to itself.
 */
final class CheckSubject {

    private static final Logger LOG = LoggerFactory.getLogger(CheckSubject.class);

    private final Check check;
    private final String id;
    private final String name;
    private final Duration limit;
    private final @Nullable CheckResult defect;

    private CheckSubject(Check check, String id, String name, Duration limit, @Nullable CheckResult defect) {
        this.check = check;
        this.id = id;
        this.name = name;
        this.limit = limit;
        this.defect = defect;
    }

    /** @param position stands in for an id that cannot be had, from 1 */
    static CheckSubject of(Check check, int position) {
        Told<String> id = Told.by(check::id);
        Told<Duration> limit = Told.by(check::timeLimit);
        Told<String> name = Told.by(check::name);
        String usedId = id.orElse(Check::isValidId, "check-" + position);
        Stream.of(id, limit, name)
                .filter(told -> told.thrown() != null)
                .forEach(told -> LOG.warn("check {} threw when asked about itself", usedId, told.thrown()));
        return new CheckSubject(
                check,
                usedId,
                // A check that does not know what it is called can still tell whether the deployment works.
                name.orElse(text -> !text.isBlank(), usedId),
                limit.orElse(CheckSubject::isAboveZero, Check.DEFAULT_TIME_LIMIT),
                defect(id, limit));
    }

    private static @Nullable CheckResult defect(Told<String> id, Told<Duration> limit) {
        if (!id.is(Check::isValidId)) {
            return id.defect(Failures::badId);
        }
        return limit.is(CheckSubject::isAboveZero) ? null : limit.defect(Failures::badTimeLimit);
    }

    private static boolean isAboveZero(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    Check check() {
        return check;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Duration limit() {
        return limit;
    }

    /** The result of a check that cannot even be run, or null if it can. */
    @Nullable
    CheckResult defect() {
        return defect;
    }

    /** What a check said about itself, or what it threw instead. */
    private record Told<T>(@Nullable T value, @Nullable Throwable thrown) {

        static <T> Told<T> by(Callable<? extends @Nullable T> question) {
            try {
                return new Told<>(question.call(), null);
            } catch (StackOverflowError e) {
                return new Told<>(null, e);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                return new Told<>(null, e);
            }
        }

        boolean is(Predicate<T> valid) {
            return value != null && valid.test(value);
        }

        T orElse(Predicate<T> valid, T fallback) {
            return value != null && valid.test(value) ? value : fallback;
        }

        CheckResult defect(Function<@Nullable T, CheckResult> ofValue) {
            return thrown == null ? ofValue.apply(value) : CheckResult.threw(thrown);
        }
    }
}
