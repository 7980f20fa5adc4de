package io.releaseconductor.examples.docs;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.spi.Admission;
import java.util.function.DoubleSupplier;

// docs: a rule of the pre-flight
/** Nothing begins once the error budget is used up. */
record ErrorBudget(DoubleSupplier percentLeft) implements Admission {

    @Override
    public String name() {
        return "error-budget";
    }

    @Override
    public AdmissionOutcome ask(Question question) {
        double left = percentLeft.getAsDouble();
        if (Double.isNaN(left)) {
            return new AdmissionOutcome.Unknown("nobody counts the budget of " + question.environment());
        }
        String words = Math.round(left) + " % left";
        return left > 0 ? new AdmissionOutcome.Yes(words) : new AdmissionOutcome.No(words);
    }
}
// end
