package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.SaveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened, as text for people. Kept only where somebody is going to read it. */
final class Timeline {

    private static final int LONGEST = 200;

    private final boolean recorded;
    private final List<String> lines = new ArrayList<>();

    Timeline(boolean recorded) {
        this.recorded = recorded;
    }

    boolean isRecorded() {
        return recorded;
    }

    void add(long at, String who, int call, String what, String about, String outcome) {
        lines.add(String.format(
                Locale.ROOT,
                "%s  %-7s %5s  %-22s %s %s",
                Moments.text(at),
                who,
                call == 0 ? "" : "#" + call,
                what,
                about,
                outcome));
    }

    void add(long at, String who, String what) {
        if (recorded) {
            lines.add(String.format(Locale.ROOT, "%s  %-7s        %s", Moments.text(at), who, what));
        }
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** An answer in few words. */
    static String brief(@Nullable Object answer) {
        if (answer instanceof Optional<?> optional) {
            return optional.map(Timeline::brief).orElse("none");
        }
        if (answer instanceof Deployment d) {
            return brief(d);
        }
        if (answer instanceof SaveResult.Saved saved) {
            return "saved " + brief(saved.deployment());
        }
        if (answer instanceof SaveResult.Conflict conflict) {
            return "conflict with " + brief(conflict.current());
        }
        if (answer instanceof SaveResult.PlaceTaken taken) {
            return "place taken by " + brief(taken.holder());
        }
        if (answer instanceof SaveResult.Locked locked) {
            return "locked: " + locked.lock().words();
        }
        if (answer instanceof CreateResult.Created created) {
            return "created " + brief(created.deployment());
        }
        if (answer instanceof CreateResult.EnvironmentTaken taken) {
            return "environment taken by " + brief(taken.holder());
        }
        if (answer instanceof CreateResult.Locked locked) {
            return "locked: " + locked.lock().words();
        }
        if (answer instanceof HistoryPage page) {
            return page.entries().size() + " entries";
        }
        if (answer instanceof List<?> list) {
            return list.stream().map(Timeline::brief).toList().toString();
        }
        if (answer instanceof Claim claim) {
            return brief(claim.deployment());
        }
        String text = String.valueOf(answer);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static String brief(@Nullable Deployment d) {
        if (d == null) {
            return "nothing";
        }
        String stage = d.currentPhase()
                .map(d::progress)
                .map(p -> " " + p.attempt() + " "
                        + p.stage().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .orElse("");
        return d.id() + " r" + d.revision() + " " + d.status().wireName() + stage;
    }
}
