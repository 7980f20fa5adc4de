package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

@Label("What ran well before, read from history in the order of creation,")
class EarlierPropertyTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");
    private static final String BASELINE = "v0";

    private enum Kind {
        PROMOTED,
        FAILED,
        ROLLED_BACK,
        ROLLED_BACK_LATE
    }

    /** A version is shipped, with what comes of it; or the so manieth of all is rolled back when it had settled long ago. */
    private record Deed(Kind kind, String version, int which) {}

    private static final class Shipped {
        private final DeployId id;
        private final String version;
        private DeploymentStatus status = DeploymentStatus.FAILED;
        private @Nullable String returnedTo;
        private int came;

        private Shipped(int number, String version) {
            this.id = DeployId.of(Environment.STAGING, START.plusSeconds(number));
            this.version = version;
        }

        /** With a clock that tells nothing. */
        private HistoryEntry entry() {
            return new HistoryEntry(
                    id,
                    status,
                    START,
                    Strategy.FULL,
                    null,
                    version,
                    null,
                    Actor.POLICY,
                    START,
                    null,
                    null,
                    null,
                    returnedTo,
                    List.of(),
                    null,
                    HistoryCourse.UNKNOWN);
        }
    }

    /** One environment, which knows in which order everything really happened. */
    private static final class Place {
        private final List<Shipped> all = new ArrayList<>();
        private int happened;

        private void happens(Deed deed) {
            if (deed.kind() == Kind.ROLLED_BACK_LATE) {
                if (!all.isEmpty()) {
                    rolledBackLate(all.get(deed.which() % all.size()));
                }
                return;
            }
            Shipped next = new Shipped(all.size() + 1, deed.version());
            all.add(next);
            next.came = ++happened;
            if (deed.kind() == Kind.PROMOTED) {
                next.status = DeploymentStatus.PROMOTED;
            } else if (deed.kind() == Kind.ROLLED_BACK) {
                rolledBack(next);
            }
        }

        private void rolledBackLate(Shipped late) {
            if (late.status != DeploymentStatus.ROLLED_BACK && !isSuperseded(late)) {
                rolledBack(late);
            }
        }

        private boolean isSuperseded(Shipped one) {
            return all.subList(all.indexOf(one) + 1, all.size()).stream()
                    .anyMatch(later -> later.status == DeploymentStatus.PROMOTED);
        }

        private void rolledBack(Shipped one) {
            String to = stood(one).otherThan(one.version);
            if (to != null) {
                one.status = DeploymentStatus.ROLLED_BACK;
                one.returnedTo = to;
                one.came = ++happened;
            }
        }

        private EarlierVersion stood(@Nullable Shipped except) {
            List<String> stood = new ArrayList<>(List.of(BASELINE));
            all.stream()
                    .filter(other -> other != except)
                    .sorted(Comparator.comparingInt(other -> other.came))
                    .forEach(other -> {
                        if (other.returnedTo != null) {
                            stood.removeIf(other.version::equals);
                            stood.removeIf(other.returnedTo::equals);
                            stood.add(0, other.returnedTo);
                        } else if (other.status == DeploymentStatus.PROMOTED) {
                            stood.removeIf(other.version::equals);
                            stood.add(0, other.version);
                        }
                    });
            return new EarlierVersion(stood.isEmpty() ? null : stood.get(0), stood.size() < 2 ? null : stood.get(1));
        }

        private EarlierVersion read(@Nullable Shipped except) {
            Earlier earlier = new Earlier(except == null ? null : except.id);
            for (int i = all.size() - 1;
                    i >= 0 && !earlier.take(List.of(all.get(i).entry()));
                    i--) {
                // page by page
            }
            return earlier.orBaseline(BASELINE);
        }
    }

    @Property(tries = 2_000)
    @Label("is what really stood, in whatever order late rollbacks came")
    void is_what_stood(@ForAll("deeds") List<Deed> deeds) {
        Place place = new Place();
        for (Deed deed : deeds) {
            place.happens(deed);

            assertThat(place.read(null)).isEqualTo(place.stood(null));
            for (Shipped each : place.all) {
                if (each.returnedTo == null && !place.isSuperseded(each)) {
                    assertThat(place.read(each).otherThan(each.version))
                            .as("of %s", each.id)
                            .isEqualTo(place.stood(each).otherThan(each.version));
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        return Combinators.combine(
                        Arbitraries.of(Kind.values()),
                        Arbitraries.of("v0", "v1", "v2", "v3"),
                        Arbitraries.integers().between(0, 11))
                .as(Deed::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }
}
