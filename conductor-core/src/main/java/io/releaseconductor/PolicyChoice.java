package io.releaseconductor;

import io.releaseconductor.check.Check;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import java.util.List;

/**
 * Which policy holds in an environment, and what is wrong with it, in the words of whoever chose it.
 *
 * @param settings how the environment is shipped to
 * @param checks what it is verified by
 * @param complete whether these are all checks, none being missing for a problem that is told already
 */
record PolicyChoice(EnvironmentSettings settings, List<Check> checks, boolean complete) {

    /** From code, else from variables; what nobody chose has given way to the checks. */
    ReleasePolicy read(VariableReader reader) {
        Environment environment = settings.environment();
        List<String> ids = checks.stream().map(Check::id).toList();
        ReleasePolicy own = settings.policy();
        ReleasePolicy asked = own != null ? own : ReleasePolicy.fromVariables(reader, ids);
        ReleasePolicy policy = asked.fittedTo(ids);
        Problems problems = reader.problems();
        if (own != null) {
            noteReplaced(reader, ids);
        }
        if (own != null && complete) {
            own.problemsWith(ids.size())
                    .forEach(problem -> problems.add("environment " + environment + ": " + problem));
        }
        if (complete && ids.isEmpty() && policy.triggers().minByDefault()) {
            problems.add("environment " + environment
                    + ": there are no checks, so that nothing would be verified; add some, or "
                    + (own == null
                            ? "set " + variable("SHIP_ROLLBACK_MIN_CHECKS_PASSING", environment) + "=0"
                            : "write RollbackTriggers.withMinChecksPassing(0)"));
        }
        if (!policy.equals(asked)) {
            problems.note("environment " + environment + " has the checks " + String.join(", ", ids)
                    + "; defaults that ask for more give way: "
                    + policy.toString().replace("\n", "; "));
        }
        return policy;
    }

    /** What is set for this environment alone is set in vain. */
    private void noteReplaced(VariableReader reader, List<String> ids) {
        InVain.noteOwn(
                reader,
                vain -> ReleasePolicy.fromVariables(vain, ids),
                "the policy of " + settings.environment() + " is given in code");
    }

    /** Four eyes bind people: where the policy promotes by itself, there may be none at all. */
    static void noteLonelyPromotion(EnvironmentSettings settings, ReleasePolicy policy, Problems problems) {
        if (policy.autoPromote()) {
            problems.warn("environment " + settings.environment()
                    + " asks for four eyes, but its policy promotes by itself, which they do not bind; "
                    + (settings.policy() == null
                            ? "set " + variable("SHIP_AUTO_PROMOTE", settings.environment()) + "=false"
                            : "write ReleasePolicy.withAutoPromote(false)")
                    + ", or ask for none there");
        }
    }

    private static String variable(String name, Environment environment) {
        return name + "_" + environment.variableSuffix();
    }
}
