package io.releaseconductor.json;

import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.TeamLink;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are told of an environment. */
final class ProfileWire {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private ProfileWire() {}

    static @Nullable EnvironmentProfile unlessNone(EnvironmentProfile profile) {
        return profile.equals(EnvironmentProfile.NONE) ? null : profile;
    }

    static EnvironmentProfile orNone(@Nullable EnvironmentProfile profile) {
        return profile == null ? EnvironmentProfile.NONE : profile;
    }

    static void write(JsonOut out, EnvironmentProfile profile) {
        out.flagIfSet("production", profile.production())
                .numberUnlessZero("decision_wait_ms", millis(profile.decisionWait()))
                .numberUnlessZero("admission_wait_ms", millis(profile.admissionWait()))
                .text("promoters", profile.promoters())
                .text("rollbackers", profile.rollbackers())
                .list("links", profile.links(), ProfileWire::writeLink);
    }

    static EnvironmentProfile read(JsonIn in) {
        List<TeamLink> links = in.list("links", ProfileWire::readLink);
        if (links.size() > EnvironmentProfile.MAX_LINKS) {
            throw in.corrupt(
                    "links", "has " + links.size() + " elements; allowed: at most " + EnvironmentProfile.MAX_LINKS);
        }
        return new EnvironmentProfile(
                in.flagOrFalse("production"),
                wait(in, "decision_wait_ms"),
                wait(in, "admission_wait_ms"),
                in.textOrNull("promoters"),
                in.textOrNull("rollbackers"),
                links);
    }

    private static long millis(@Nullable Duration wait) {
        return wait == null ? 0 : wait.toMillis();
    }

    private static @Nullable Duration wait(JsonIn in, String name) {
        return in.has(name) ? Duration.ofMillis(in.number(name, 1, LONGEST.toMillis())) : null;
    }

    private static void writeLink(JsonOut out, TeamLink link) {
        out.text("label", link.label()).text("target", link.target());
    }

    private static TeamLink readLink(JsonIn in) {
        String label = in.text("label");
        String target = in.text("target");
        if (TeamLink.problem(label, target) != null) {
            throw in.corrupt(
                    "target",
                    "does not make a link with the label; allowed: a short label, and an http or https address");
        }
        return new TeamLink(label, target);
    }
}
