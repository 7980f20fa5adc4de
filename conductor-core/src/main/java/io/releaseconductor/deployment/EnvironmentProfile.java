package io.releaseconductor.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of an environment beside what happens in it, as it was configured when something was shipped to it: every node
 * shows the same, whatever it is configured to show by now. Immutable.
 *
 * @param production whether its users are the product's, so that it looks like it
 * @param decisionWait how long a decision is awaited there; null where that is not recorded, as in records of older versions
 * @param admissionWait how long a deployment there waits to begin before it is cancelled; null where that is not recorded, as in records of
 *     older versions
 * @param promoters who may promote, such as {@code role 123, but not Ada, who shipped it}; null if that cannot be told
 * @param rollbackers who may roll back; null if that cannot be told
 * @param links the team's own links, in order; at most {@value #MAX_LINKS}
 */
public record EnvironmentProfile(
        boolean production,
        @Nullable Duration decisionWait,
        @Nullable Duration admissionWait,
        @Nullable String promoters,
        @Nullable String rollbackers,
        List<TeamLink> links) {

    /** The most links of one environment, those to other deployments included. */
    public static final int MAX_LINKS = 8;

    /** Nothing to tell. */
    public static final EnvironmentProfile NONE = new EnvironmentProfile(false, null, null, null, null, List.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if a wait is not above zero, or there are more than {@value #MAX_LINKS} links
     */
    public EnvironmentProfile {
        links = List.copyOf(links);
        List<String> problems = new ArrayList<>();
        requireAboveZero("decisionWait", decisionWait, problems);
        requireAboveZero("admissionWait", admissionWait, problems);
        if (links.size() > MAX_LINKS) {
            problems.add("links: " + links.size() + " are not allowed; allowed: at most " + MAX_LINKS);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void requireAboveZero(String name, @Nullable Duration wait, List<String> problems) {
        if (wait != null && (wait.isNegative() || wait.isZero())) {
            problems.add(name + ": " + wait + " is not allowed; allowed: above zero");
        }
    }

    /**
     * The same with one more link, unless there are too many.
     *
     * @param link the link
     * @return the changed profile
     */
    public EnvironmentProfile withLink(TeamLink link) {
        if (links.size() >= MAX_LINKS) {
            return this;
        }
        List<TeamLink> more = new ArrayList<>(links);
        more.add(link);
        return new EnvironmentProfile(production, decisionWait, admissionWait, promoters, rollbackers, more);
    }
}
