package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Refs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The contract of refs")
class RefsTest {

    @Nested
    @DisplayName("is held by those that are kept in a map")
    class OfAMap extends RefsContract {

        @Override
        protected RefsHarness openRefs(ManualClock clock) {
            return new MapOfRefs();
        }
    }

    @Test
    @DisplayName("notices some that do not see a branch move")
    void notices_stale_ones() {
        assertThat(ContractRun.failures(Stale.class))
                .containsExactlyInAnyOrder(
                        "tell what a branch or tag points at, at once when it moves",
                        "tell the default branch by its name where none is asked for");
    }

    @WrongOnPurpose
    static class Stale extends RefsContract {

        @Override
        protected RefsHarness openRefs(ManualClock clock) {
            return new MapOfRefs() {
                @Override
                public String commitTo(String branch) {
                    String before = heads.get(branch);
                    String commit = super.commitTo(branch);
                    if (before != null) {
                        heads.put(branch, before);
                    }
                    return commit;
                }
            };
        }
    }

    @Test
    @DisplayName("notices some that take the default branch for what there is not")
    void notices_those_that_guess() {
        assertThat(ContractRun.failures(Guessing.class))
                .containsExactly("say that they do not know what there is not, and do not guess");
    }

    @WrongOnPurpose
    static class Guessing extends RefsContract {

        @Override
        protected RefsHarness openRefs(ManualClock clock) {
            return new MapOfRefs() {
                @Override
                String known(String ref) {
                    return heads.containsKey(ref) ? ref : defaultBranch();
                }
            };
        }
    }

    @Test
    @DisplayName("notices some that throw while the place is away, and tell their token")
    void notices_those_that_throw() {
        assertThat(ContractRun.failures(Throwing.class))
                .containsExactly(
                        "say why nothing is known while the place is away, without a secret, and know it afterwards");
    }

    @WrongOnPurpose
    static class Throwing extends RefsContract {

        @Override
        protected RefsHarness openRefs(ManualClock clock) {
            return new MapOfRefs() {
                @Override
                ResolvedRef whileAway(@Nullable String ref) {
                    throw new IllegalStateException("no answer to the-token");
                }
            };
        }
    }

    private static class MapOfRefs implements RefsHarness, Refs {

        final Map<String, String> heads = new ConcurrentSkipListMap<>(Map.of("main", "commit-0"));
        private int commits;
        private boolean down;

        @Override
        public Refs refs() {
            return this;
        }

        @Override
        public ResolvedRef resolve(Environment environment, @Nullable String ref) {
            if (down) {
                return whileAway(ref);
            }
            String name = known(Objects.requireNonNullElse(ref, "main"));
            String commit = heads.get(name);
            return commit == null ? ResolvedRef.unknown(null, "no such ref") : ResolvedRef.at(name, commit);
        }

        String known(String ref) {
            return ref;
        }

        ResolvedRef whileAway(@Nullable String ref) {
            return ResolvedRef.unknown(ref, "away");
        }

        @Override
        public List<String> named(String typed, int atMost) {
            return heads.keySet().stream()
                    .filter(name -> !down && name.contains(typed.toLowerCase(Locale.ROOT)))
                    .sorted((one, other) -> Boolean.compare(other.equals("main"), one.equals("main")))
                    .limit(atMost)
                    .toList();
        }

        @Override
        public String commitTo(String branch) {
            String commit = "commit-" + ++commits;
            heads.put(branch, commit);
            return commit;
        }

        @Override
        public void tag(String tag, String commit) {
            heads.put(tag, commit);
        }

        @Override
        public String defaultBranch() {
            return "main";
        }

        @Override
        public void goDown() {
            down = true;
        }

        @Override
        public void comeUp() {
            down = false;
        }
    }
}
