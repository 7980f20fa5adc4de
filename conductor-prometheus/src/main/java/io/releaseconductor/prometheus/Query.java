package io.releaseconductor.prometheus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for all that is needed at once: the counters of all metrics on both sides as they were scraped, when their instances were scraped,
 * and when their processes began.
 */
final class Query {

    private static final Pattern ZEROS = Pattern.compile("0+$");

    private Query() {}

    static String of(Collection<Rule> rules, Selector all, Window window) {
        Set<String> names = rules.stream()
                .flatMap(rule -> Stream.of(rule.part().name(), rule.total().name()))
                .collect(Collectors.toCollection(TreeSet::new));
        names.add(Scrapes.UP);
        names.add(Scrapes.STARTED);
        List<LabelMatcher> matchers = new ArrayList<>();
        matchers.add(LabelMatcher.of(Selector.NAME, LabelMatcher.Kind.LIKE, String.join("|", names)));
        matchers.addAll(all.matchers());
        boolean own = rules.stream()
                .flatMap(rule -> Stream.of(rule.part(), rule.total()))
                .anyMatch(selector -> selector.asksFor(Rule.BOUND));
        if (!own) {
            String bounds = rules.stream()
                    .flatMap(rule -> Stream.ofNullable(rule.bound()))
                    .map(Query::written)
                    .collect(Collectors.joining("|"));
            // what is no histogram has no bound; of the many buckets one is enough
            matchers.add(LabelMatcher.of(Rule.BOUND, LabelMatcher.Kind.LIKE, "|" + bounds));
        }
        return new Selector("", matchers) + "[" + window.range().toMillis() + "ms]";
    }

    /** The ways to write a number: 0.5, 0.50, 5.0E-1, 5e-01. */
    private static String written(BigDecimal bound) {
        String plain = bound.stripTrailingZeros().toPlainString();
        String digits = ZEROS.matcher(bound.unscaledValue().toString()).replaceAll("");
        int exponent = bound.precision() - bound.scale() - 1;
        String scientific = digits.charAt(0) + "(\\.?" + digits.substring(1) + "0*)[eE]" + (exponent < 0 ? "-" : "\\+?")
                + "0*" + Math.abs(exponent);
        String decimals = plain.contains(".") ? "0*" : "(\\.0*)?";
        return plain.replace(".", "\\.") + decimals + "|" + scientific;
    }
}
