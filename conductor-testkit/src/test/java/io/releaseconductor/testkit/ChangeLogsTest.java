package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The contract of change logs")
class ChangeLogsTest {

    @Nested
    @DisplayName("is held by one that keeps a list")
    class OfAList extends ChangeLogContract {

        @Override
        protected ChangeLogHarness openChangeLog(Clock clock) {
            return new ListOfChanges();
        }
    }

    @Test
    @DisplayName("notices one that takes the newest change for the one that is shipped")
    void notices_one_that_guesses() {
        assertThat(ContractRun.failures(Guessing.class))
                .contains("tells what is shipped, and by whom it is", "answers eight at once, each its own");
    }

    @WrongOnPurpose
    static class Guessing extends ChangeLogContract {

        @Override
        protected ChangeLogHarness openChangeLog(Clock clock) {
            return new ListOfChanges() {
                @Override
                int position(String version) {
                    return super.position(version) < 0 ? -1 : changes.size() - 1;
                }
            };
        }
    }

    @Test
    @DisplayName("notices one that throws while the place is away, and tells its token")
    void notices_one_that_throws() {
        assertThat(ContractRun.failures(Throwing.class))
                .containsExactly(
                        "says why nothing is known while the place is away, without a secret, and knows it afterwards");
    }

    @WrongOnPurpose
    static class Throwing extends ChangeLogContract {

        @Override
        protected ChangeLogHarness openChangeLog(Clock clock) {
            return new ListOfChanges() {
                @Override
                ChangeOutcome whileAway() {
                    throw new IllegalStateException("no answer to the-token");
                }
            };
        }
    }

    @Test
    @DisplayName("notices one that names what ran before as shipped along")
    void notices_one_that_names_what_ran_before() {
        assertThat(ContractRun.failures(NamingTooMuch.class))
                .contains("names nothing as shipped along but what came since, newest first");
    }

    @WrongOnPurpose
    static class NamingTooMuch extends ChangeLogContract {

        @Override
        protected ChangeLogHarness openChangeLog(Clock clock) {
            return new ListOfChanges() {
                @Override
                List<ChangeSummary.Commit> others(int before, int position) {
                    return super.others(before - 1, position);
                }
            };
        }
    }

    /** Versions are numbers from 1. */
    private static class ListOfChanges implements ChangeLogHarness {

        final List<ChangeSummary> changes = new ArrayList<>();
        private boolean down;

        @Override
        public ChangeLog changes() {
            return question -> {
                if (down) {
                    return whileAway();
                }
                int position = position(question.version());
                return position < 0
                        ? new ChangeOutcome.NothingKnown("no such change")
                        : new ChangeOutcome.Known(compared(position, question.since()));
            };
        }

        ChangeOutcome whileAway() {
            return new ChangeOutcome.Unavailable("away");
        }

        int position(String version) {
            return version.matches("[1-9][0-9]?") && Integer.parseInt(version) <= changes.size()
                    ? Integer.parseInt(version) - 1
                    : -1;
        }

        private ChangeSummary compared(int position, String since) {
            ChangeSummary change = changes.get(position);
            int before = since == null ? -1 : position(since);
            return before < 0
                    ? change
                    : new ChangeSummary(
                            change.title(),
                            change.author(),
                            null,
                            new ChangeSummary.Distance(
                                    since, Math.max(0, position - before), Math.max(0, before - position)),
                            null,
                            others(before, position),
                            null);
        }

        List<ChangeSummary.Commit> others(int before, int position) {
            List<ChangeSummary.Commit> others = new ArrayList<>();
            for (int i = position - 1; i > before; i--) {
                others.add(new ChangeSummary.Commit(
                        changes.get(i).title(), changes.get(i).author()));
            }
            return others;
        }

        @Override
        public ChangeLog.Question add(String title, String author) {
            String before = changes.isEmpty() ? null : String.valueOf(changes.size());
            changes.add(new ChangeSummary(title, author, null, null, null));
            return new ChangeLog.Question(Environment.STAGING, "main", String.valueOf(changes.size()), before);
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
