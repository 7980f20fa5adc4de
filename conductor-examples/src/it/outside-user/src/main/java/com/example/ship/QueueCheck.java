package com.example.ship;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.util.List;

/** A check of one's own, found through a service file. */
public final class QueueCheck implements Check {

    /** Offers the check. */
    public static final class Provider implements CheckProvider {
        @Override
        public List<Check> checks(Environment environment, VariableReader variables) {
            return List.of(new QueueCheck());
        }
    }

    @Override
    public String id() {
        return "queue";
    }

    @Override
    public CheckResult run(CheckContext context) {
        return CheckResult.pass("Empty in " + context.environment());
    }
}
