package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.util.List;

/**
 * What is to be back-tested.
 *
 * @param environments which environments
 * @param deployments how many deployments of each
 */
record BackTestArguments(List<Environment> environments, int deployments) {

    static final String WORD = "backtest";

    private static final int USUAL = 10;

    /** Reads {@code backtest [ENVIRONMENT] [N]}; what is wrong is told, all of it at once. */
    static BackTestArguments read(List<String> args, List<Environment> known, Problems problems) {
        List<Environment> environments = known;
        int deployments = USUAL;
        List<String> rest = args.subList(1, args.size());
        if (rest.size() > 2) {
            problems.add(WORD + " takes an environment and a number at most; given: " + String.join(" ", rest));
        }
        String last = rest.isEmpty() ? "" : rest.get(rest.size() - 1);
        boolean numbered = rest.size() == 2 || (!last.isEmpty() && Character.isDigit(last.charAt(0)));
        if (numbered) {
            deployments = number(last, problems);
        }
        if (rest.size() > (numbered ? 1 : 0)) {
            String name = rest.get(0);
            environments = known.stream()
                    .filter(environment -> environment.name().equals(name))
                    .toList();
            if (environments.isEmpty()) {
                problems.add("environment: \"" + name + "\" is not known; allowed: "
                        + String.join(
                                ", ", known.stream().map(Environment::name).toList()));
            }
        }
        return new BackTestArguments(environments, deployments);
    }

    private static int number(String text, Problems problems) {
        int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > HistoryQuery.MAX_LIMIT) {
            problems.add(
                    "number of deployments: \"" + text + "\" is not allowed; allowed: 1 to " + HistoryQuery.MAX_LIMIT);
            return USUAL;
        }
        return number;
    }
}
