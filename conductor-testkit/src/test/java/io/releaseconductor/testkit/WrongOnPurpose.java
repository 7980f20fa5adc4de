package io.releaseconductor.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A contract over a wrong adapter: it runs inside of a {@link ContractRun} only, whoever else finds it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WrongOnPurpose.InsideContractRun.class)
@interface WrongOnPurpose {

    /** The configuration parameter that a {@link ContractRun} sets. */
    String PARAMETER = "io.releaseconductor.testkit.contract-run";

    /** Disables where the parameter is not set. */
    final class InsideContractRun implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(PARAMETER).isPresent()
                    ? ConditionEvaluationResult.enabled("inside of a contract run")
                    : ConditionEvaluationResult.disabled("wrong on purpose");
        }
    }
}
