package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Walk.Walked;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;

@Label("The audit trail of a deployment")
@PropertyDefaults(tries = 300)
class AuditedPropertyTest {

    private static final String NODE = "node-1";

    private record Told(Walked step, Deployment before, Deployment after) {
        private boolean isNoted() {
            return after.newAuditEntry() != null;
        }
    }

    /** The walk once more, with its trail. */
    private static List<Told> told(Walk walk) {
        List<Told> told = new ArrayList<>();
        Deployment now = walk.states().get(0);
        now = Audited.shipped(now, NODE);
        for (Walked step : walk.moves()) {
            Deployment next = step.after().toBuilder().audit(now.audit()).build();
            Deployment after = Audited.by(now, step.event(), next, NODE);
            told.add(new Told(step, now, after));
            now = after;
        }
        return told;
    }

    @Property
    @Label("is a chain without gaps, each entry with the statuses before and after")
    void is_a_chain(@ForAll(supplier = Walks.class) Walk walk) {
        List<AuditEntry> entries = new ArrayList<>();
        entries.add(Objects.requireNonNull(
                Audited.shipped(walk.states().get(0), NODE).audit()));
        for (Told each : told(walk)) {
            AuditEntry entry = each.after().newAuditEntry();
            if (entry != null) {
                entries.add(entry);
                assertThat(entry.told().before())
                        .isEqualTo(each.before().status().wireName());
                assertThat(entry.told().after()).isEqualTo(each.after().status().wireName());
                assertThat(entry.told().at()).isEqualTo(each.step().event().at());
                assertThat(entry.revision()).isEqualTo(each.after().revision());
            }
        }

        assertThat(new AuditTrail(entries.get(0).deployment(), entries, List.of()).problems())
                .isEmpty();
    }

    @Property
    @Label("tells every change of status, every decision and every alert, and who asked for it")
    void tells_what_matters(@ForAll(supplier = Walks.class) Walk walk) {
        for (Told each : told(walk)) {
            boolean matters = each.before().status() != each.after().status()
                    || !Objects.equals(each.before().promotion(), each.after().promotion())
                    || !Objects.equals(each.before().rollback(), each.after().rollback())
                    || !each.before().holds().equals(each.after().holds())
                    || each.before().alerts().size() != each.after().alerts().size();
            if (matters) {
                assertThat(each.isNoted()).as("%s", each.step()).isTrue();
            }
            if (each.isNoted() && each.step().event() instanceof DeploymentEvent.Asked asked) {
                assertThat(Objects.requireNonNull(
                                        Objects.requireNonNull(each.after().audit())
                                                .told()
                                                .by())
                                .id())
                        .isEqualTo(asked.by().id());
            }
        }
    }

    @Property
    @Label("tells nothing of progress, and nothing of cards that are shown anew")
    void tells_nothing_of_progress(@ForAll(supplier = Walks.class) Walk walk) {
        for (Told each : told(walk)) {
            DeploymentEvent event = each.step().event();
            boolean moves = each.before().status() != each.after().status()
                    || each.before().alerts().size() != each.after().alerts().size();
            if (event instanceof DeploymentEvent.ChecksProgressed
                    || event instanceof DeploymentEvent.Woken
                    || event instanceof DeploymentEvent.CardDelivered) {
                assertThat(each.isNoted()).as("%s", each.step()).isEqualTo(moves);
            }
        }
    }
}
