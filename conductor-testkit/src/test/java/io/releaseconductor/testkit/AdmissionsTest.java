package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The contract of rules of the pre-flight")
class AdmissionsTest {

    @Nested
    @DisplayName("is held by one that reads a flag")
    class OfAFlag extends AdmissionContract {

        @Override
        protected AdmissionHarness openAdmission(ManualClock clock) {
            return new Flag();
        }
    }

    @ParameterizedTest(name = "notices one that {0}")
    @EnumSource
    void notices(Flaw flaw) {
        Flawed.flaw = flaw;

        assertThat(ContractRun.failures(Flawed.class)).contains(flaw.sentence);
    }

    @Test
    @DisplayName("has nothing against one that says not yet instead of no")
    void not_yet() {
        Flawed.flaw = null;

        assertThat(ContractRun.failures(Flawed.class)).isEmpty();
    }

    enum Flaw {
        HAS_NO_NAME("has a name of the allowed form that is always the same"),
        CHANGES_ITS_NAME("has a name of the allowed form that is always the same"),
        NEVER_SAYS_YES("says yes where nothing is against it, and does not say that no detail was given"),
        DOES_NOT_SAY_WHAT_IT_FOUND("says yes where nothing is against it, and does not say that no detail was given"),
        ALWAYS_SAYS_YES("says no or not yet where something is against it, and why"),
        DOES_NOT_SAY_WHY("says no or not yet where something is against it, and why"),
        KEEPS_ITS_FIRST_ANSWER("keeps no answer: each time it says what holds then"),
        SAYS_YES_WHILE_AWAY(
                "does not know while the place is away, says why, without a secret, and knows it afterwards"),
        SAYS_NO_WHILE_AWAY(
                "does not know while the place is away, says why, without a secret, and knows it afterwards"),
        THROWS_WHILE_AWAY("does not know while the place is away, says why, without a secret, and knows it afterwards"),
        GIVES_ITS_TOKEN_AWAY(
                "does not know while the place is away, says why, without a secret, and knows it afterwards"),
        PRINTS_ITS_TOKEN("tells no secret, whatever it says"),
        NEEDS_A_VERSION("answers whatever is shipped, and also where it is not known what"),
        TAKES_PLAIN_VERSIONS_ONLY("answers whatever is shipped, and also where it is not known what"),
        ANSWERS_ONE_AT_A_TIME("answers eight at once");

        private final String sentence;

        Flaw(String sentence) {
            this.sentence = sentence;
        }
    }

    @WrongOnPurpose
    static class Flawed extends AdmissionContract {

        static @Nullable Flaw flaw = null;

        @Override
        protected AdmissionHarness openAdmission(ManualClock clock) {
            return new FlawedFlag(flaw);
        }
    }

    private static class Flag implements AdmissionHarness, Admission {

        static final String TOKEN = "the-token";

        private volatile boolean allowed = true;
        private volatile boolean down;

        @Override
        public Admission admission() {
            return this;
        }

        @Override
        public Question question() {
            return new Question(Environment.STAGING, "main", "v2");
        }

        @Override
        public void allow() {
            allowed = true;
        }

        @Override
        public void forbid() {
            allowed = false;
        }

        @Override
        public void goDown() {
            down = true;
        }

        @Override
        public void comeUp() {
            down = false;
        }

        @Override
        public void hang() {
            throw new UnsupportedOperationException("never asked for");
        }

        @Override
        public Set<String> secrets() {
            return Set.of(TOKEN);
        }

        @Override
        public HarnessLimits limits() {
            return HarnessLimits.none().cannot(Area.HANGING_PLACE, "It asks nobody.");
        }

        @Override
        public String name() {
            return "flag";
        }

        @Override
        public AdmissionOutcome ask(Question question) {
            if (down) {
                return new AdmissionOutcome.Unknown("nobody is there");
            }
            return allowed ? new AdmissionOutcome.Yes("the flag is green") : new AdmissionOutcome.No("the flag is red");
        }
    }

    private static final class FlawedFlag extends Flag {

        private final @Nullable Flaw flaw;
        private @Nullable AdmissionOutcome first;
        private int names;
        private final Thread opener = Thread.currentThread();

        FlawedFlag(@Nullable Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        public String name() {
            return flaw == Flaw.HAS_NO_NAME ? "" : flaw == Flaw.CHANGES_ITS_NAME ? "flag-" + ++names : "flag";
        }

        @Override
        public synchronized AdmissionOutcome ask(Question question) {
            AdmissionOutcome answer = super.ask(question);
            if (first == null) {
                first = answer;
            }
            boolean away = answer instanceof AdmissionOutcome.Unknown;
            boolean yes = answer instanceof AdmissionOutcome.Yes;
            boolean no = answer instanceof AdmissionOutcome.No;
            if (flaw == null) {
                return no ? new AdmissionOutcome.NotYet(answer.detail()) : answer;
            }
            return switch (flaw) {
                case NEVER_SAYS_YES -> yes ? new AdmissionOutcome.NotYet("wait and see") : answer;
                case DOES_NOT_SAY_WHAT_IT_FOUND -> yes ? new AdmissionOutcome.Yes(" ") : answer;
                case ALWAYS_SAYS_YES -> new AdmissionOutcome.Yes("all is well");
                case DOES_NOT_SAY_WHY -> no ? new AdmissionOutcome.No("") : answer;
                case KEEPS_ITS_FIRST_ANSWER -> first;
                case SAYS_YES_WHILE_AWAY -> away ? new AdmissionOutcome.Yes("nobody said no") : answer;
                case SAYS_NO_WHILE_AWAY -> away ? new AdmissionOutcome.No("nobody is there") : answer;
                case THROWS_WHILE_AWAY -> {
                    if (away) {
                        throw new IllegalStateException("nobody is there");
                    }
                    yield answer;
                }
                case GIVES_ITS_TOKEN_AWAY ->
                    away ? new AdmissionOutcome.Unknown("nobody is there for " + TOKEN) : answer;
                case PRINTS_ITS_TOKEN -> yes ? new AdmissionOutcome.Yes("green for " + TOKEN) : answer;
                case NEEDS_A_VERSION -> {
                    if (question.version() == null) {
                        throw new IllegalArgumentException("no version");
                    }
                    yield answer;
                }
                case TAKES_PLAIN_VERSIONS_ONLY -> plain(question) ? answer : null;
                case ANSWERS_ONE_AT_A_TIME ->
                    Thread.currentThread() == opener ? answer : new AdmissionOutcome.Unknown("busy");
                default -> answer;
            };
        }

        private static boolean plain(Question question) {
            return question.version() == null || question.version().matches("[A-Za-z0-9./~-]+");
        }
    }
}
