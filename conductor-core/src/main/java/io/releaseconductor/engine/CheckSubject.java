package io.releaseconductor.engine;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import java.time.Duration;
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
        String id = "check-" + position;
        CheckResult defect = null;
        try {
            @Nullable String told = check.id();
            if (told == null || !Check.isValidId(told)) {
                defect = Failures.badId(told);
            } else {
                id = told;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            defect = threw(id, e);
        }
        Duration limit = Check.DEFAULT_TIME_LIMIT;
        try {
            @Nullable Duration told = check.timeLimit();
            if (told == null || told.isZero() || told.isNegative()) {
                defect = Failures.badTimeLimit(told);
            } else {
                limit = told;
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            defect = threw(id, e);
        }
        return new CheckSubject(check, id, name(check, id), limit, defect);
    }

    /** A check that does not know what it is called can still tell whether the deployment works. */
    private static String name(Check check, String id) {
        try {
            @Nullable String name = check.name();
            return name == null || name.isBlank() ? id : name;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("check {} threw, asked for its name", id, e);
            return id;
        }
    }

    private static CheckResult threw(String id, Throwable thrown) {
        LOG.warn("check {} threw, asked for its id or time limit", id, thrown);
        return CheckResult.threw(thrown);
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
}
