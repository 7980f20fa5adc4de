package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("thorough")
@DisplayName("The contracts of the ports")
class PortContractsTeethTest {

    @Nested
    @DisplayName("of workflow dispatchers")
    class OfDispatchers {

        @ParameterizedTest(name = "notices one that {0}")
        @EnumSource
        void notices(DispatcherFlaw flaw) {
            FlawedDispatcher.flaw = flaw;

            assertThat(ContractRun.failures(FlawedDispatcher.class)).isNotEmpty();
        }
    }

    enum DispatcherFlaw {
        SENDS_AGAIN_WHEN_IN_DOUBT,
        SAYS_NOT_SENT_WHEN_IN_DOUBT,
        SAYS_UNKNOWN_WHEN_NOTHING_WAS_SENT,
        THROWS_WHEN_IN_DOUBT,
        GIVES_ITS_TOKEN_AWAY,
        NAMES_THE_NEWEST_RUN_AS_THE_ONE_STARTED,
        LOCATES_THE_NEWEST,
        LOCATES_BY_THE_BEGINNING_OF_THE_KEY,
        LOCATES_ONE_OF_TWO,
        SENDS_WHEN_IT_LOCATES,
        FINDS_NOTHING_WHILE_DOWN,
        SAYS_GONE_WHILE_DOWN,
        NEVER_SAYS_GONE,
        REMEMBERS_WHAT_IT_SAW,
        TAKES_EVERY_END_FOR_A_SUCCESS,
        CLAIMS_TO_CANCEL_WHAT_IS_OVER,
        CANCELS_NOTHING,
        MIXES_UP_RUNS
    }

    @WrongOnPurpose
    static class FlawedDispatcher extends WorkflowDispatcherContract {

        static DispatcherFlaw flaw = DispatcherFlaw.LOCATES_THE_NEWEST;

        @Override
        protected CiHarness openCi(Clock clock) {
            return new FlawedCi(new FakeWorkflows(clock), flaw);
        }
    }

    private static final class FlawedCi extends FakeCiHarness {

        private final DispatcherFlaw flaw;
        private final Map<String, StatusOutcome> seen = new HashMap<>();

        FlawedCi(FakeWorkflows ci, DispatcherFlaw flaw) {
            super(ci);
            this.flaw = flaw;
        }

        @Override
        public WorkflowDispatcher dispatcher() {
            return new Passing() {
                @Override
                public DispatchOutcome dispatch(DispatchIntent intent) {
                    DispatchOutcome outcome = super.dispatch(intent);
                    if (outcome instanceof DispatchOutcome.Unknown unknown) {
                        return switch (flaw) {
                            case SENDS_AGAIN_WHEN_IN_DOUBT -> super.dispatch(intent);
                            case SAYS_NOT_SENT_WHEN_IN_DOUBT ->
                                new DispatchOutcome.NotSent(unknown.reason(), ManualClock.START);
                            case THROWS_WHEN_IN_DOUBT -> throw new IllegalStateException(unknown.reason());
                            case GIVES_ITS_TOKEN_AWAY -> new DispatchOutcome.Unknown("asked with the-token");
                            case NAMES_THE_NEWEST_RUN_AS_THE_ONE_STARTED ->
                                new DispatchOutcome.Started(ci.addOther("Deploy"));
                            default -> outcome;
                        };
                    }
                    return outcome instanceof DispatchOutcome.NotSent
                                    && flaw == DispatcherFlaw.SAYS_UNKNOWN_WHEN_NOTHING_WAS_SENT
                            ? new DispatchOutcome.Unknown("Something went wrong.")
                            : outcome;
                }

                @Override
                public LocateOutcome locate(DispatchIntent intent) {
                    if (flaw == DispatcherFlaw.SENDS_WHEN_IT_LOCATES) {
                        ci.dispatch(intent);
                    }
                    LocateOutcome outcome = super.locate(intent);
                    List<WorkflowRun> runs = ci.runs();
                    return switch (flaw) {
                        case LOCATES_THE_NEWEST ->
                            runs.isEmpty() ? outcome : new LocateOutcome.Found(runs.get(runs.size() - 1));
                        case LOCATES_ONE_OF_TWO ->
                            outcome instanceof LocateOutcome.Undecidable
                                    ? new LocateOutcome.Found(runs.get(0))
                                    : outcome;
                        case LOCATES_BY_THE_BEGINNING_OF_THE_KEY ->
                            outcome instanceof LocateOutcome.NotFound notFound
                                    ? notFound.candidates().stream()
                                            .filter(c -> c.title().startsWith(intent.correlationKey()))
                                            .findFirst()
                                            .<LocateOutcome>map(c ->
                                                    new LocateOutcome.Found(WorkflowRun.queued(c.runId(), c.url())))
                                            .orElse(outcome)
                                    : outcome;
                        case FINDS_NOTHING_WHILE_DOWN ->
                            outcome instanceof LocateOutcome.Unavailable
                                    ? new LocateOutcome.NotFound(List.of())
                                    : outcome;
                        default -> outcome;
                    };
                }

                @Override
                public StatusOutcome status(WorkflowRun run) {
                    StatusOutcome seenNow = super.status(run);
                    return switch (flaw) {
                        case SAYS_GONE_WHILE_DOWN ->
                            seenNow instanceof StatusOutcome.Unavailable
                                    ? new StatusOutcome.Gone("There is no answer.")
                                    : seenNow;
                        case NEVER_SAYS_GONE ->
                            seenNow instanceof StatusOutcome.Gone
                                    ? new StatusOutcome.Unavailable("404", ManualClock.START)
                                    : seenNow;
                        case REMEMBERS_WHAT_IT_SAW -> seen.computeIfAbsent(run.id(), id -> seenNow);
                        case TAKES_EVERY_END_FOR_A_SUCCESS ->
                            seenNow instanceof StatusOutcome.Seen s && s.run().isCompleted()
                                    ? new StatusOutcome.Seen(s.run().completed(RunConclusion.SUCCESS), null)
                                    : seenNow;
                        case MIXES_UP_RUNS ->
                            new StatusOutcome.Seen(
                                    ci.runs().isEmpty() ? run : ci.runs().get(0), null);
                        default -> seenNow;
                    };
                }

                @Override
                public CancelOutcome cancel(WorkflowRun run, boolean force) {
                    return switch (flaw) {
                        case CANCELS_NOTHING -> new CancelOutcome.Accepted();
                        case CLAIMS_TO_CANCEL_WHAT_IS_OVER -> {
                            super.cancel(run, force);
                            yield new CancelOutcome.Accepted();
                        }
                        default -> super.cancel(run, force);
                    };
                }
            };
        }
    }

    @Nested
    @DisplayName("of chat channels")
    class OfChats {

        @ParameterizedTest(name = "notices one that {0}")
        @EnumSource
        void notices(ChatFlaw flaw) {
            FlawedChat.flaw = flaw;

            assertThat(ContractRun.failures(FlawedChat.class)).isNotEmpty();
        }
    }

    enum ChatFlaw {
        IGNORES_THE_KEY,
        TAKES_A_REPEAT_FOR_SHOWN,
        POSTS_ANOTHER_WHEN_ASKED_TO_LOOK,
        USES_ONE_MESSAGE_FOR_ALL,
        POSTS_WHAT_IT_SHOULD_UPDATE,
        REFUSES_LONG_TEXTS,
        THROWS_ON_CONTROL_CHARACTERS,
        REFUSES_EMPTY_TITLES,
        HALVES_EMOJI,
        DROPS_THE_BUTTONS,
        DROPS_THE_FIELDS,
        CLAIMS_TO_SHOW_WHILE_DOWN,
        GIVES_UP_WHILE_DOWN,
        CLAIMS_TO_SHOW_WHAT_IS_GONE,
        WAITS_WHERE_IT_IS_REFUSED,
        UPDATES_LATER,
        THROWS_WHEN_IT_RETIRES,
        DELETES_WHAT_IT_RETIRES,
        RETIRES_ALL
    }

    @WrongOnPurpose
    static class FlawedChat extends ChatChannelContract {

        static ChatFlaw flaw = ChatFlaw.IGNORES_THE_KEY;

        @Override
        protected ChatHarness openChat(Clock clock) {
            return new FlawedChatHarness(new FakeChat(clock), flaw);
        }
    }

    private static final class FlawedChatHarness extends FakeChatHarness {

        private final ChatFlaw flaw;
        private final Set<String> keys = new HashSet<>();
        private final Map<String, String> shownByKey = new ConcurrentHashMap<>();
        private final Map<String, Card> waiting = new ConcurrentHashMap<>();

        FlawedChatHarness(FakeChat chat, ChatFlaw flaw) {
            super(chat);
            this.flaw = flaw;
        }

        @Override
        public Map<String, String> messages() {
            Map<String, String> texts = new LinkedHashMap<>(super.messages());
            if (flaw == ChatFlaw.HALVES_EMOJI) {
                texts.replaceAll((reference, text) -> text.length() > 2000 ? text.substring(0, 1999) : text);
            }
            return texts;
        }

        @Override
        public ChatChannel chat() {
            return new ChatChannel() {
                @Override
                public DeliveryOutcome post(String destination, String key, Card card) {
                    String used = switch (flaw) {
                        case IGNORES_THE_KEY -> unusedKey(key);
                        case USES_ONE_MESSAGE_FOR_ALL -> "the one";
                        default -> key;
                    };
                    String first = flaw == ChatFlaw.TAKES_A_REPEAT_FOR_SHOWN ? shownByKey.get(key) : null;
                    if (first != null) {
                        return new DeliveryOutcome.Shown(first);
                    }
                    DeliveryOutcome delivery = answer(used, card, chat.post(destination, used, shown(card)));
                    if (delivery instanceof DeliveryOutcome.Shown shown) {
                        shownByKey.put(key, shown.reference());
                    }
                    return delivery;
                }

                @Override
                public DeliveryOutcome postAgain(String destination, String key, Card card) {
                    return post(
                            destination,
                            flaw == ChatFlaw.POSTS_ANOTHER_WHEN_ASKED_TO_LOOK ? unusedKey(key + "'") : key,
                            card);
                }

                @Override
                public void retire(String reference) {
                    switch (flaw) {
                        case THROWS_WHEN_IT_RETIRES -> throw new IllegalArgumentException(reference);
                        case DELETES_WHAT_IT_RETIRES -> chat.delete(reference);
                        case RETIRES_ALL ->
                            chat.messages().forEach(message -> chat.update(message.reference(), bare(message.card())));
                        default -> {}
                    }
                }

                @Override
                public DeliveryOutcome update(String reference, Card card) {
                    if (flaw == ChatFlaw.UPDATES_LATER) {
                        Card earlier = waiting.put(reference, card);
                        return earlier == null ? new DeliveryOutcome.Shown(reference) : chat.update(reference, earlier);
                    }
                    return flaw == ChatFlaw.POSTS_WHAT_IT_SHOULD_UPDATE
                            ? chat.post(destination(), unusedKey(reference), card)
                            : answer(reference, card, chat.update(reference, shown(card)));
                }
            };
        }

        private synchronized String unusedKey(String key) {
            String unused = key;
            while (!keys.add(unused)) {
                unused += "'";
            }
            return unused;
        }

        private static Card bare(Card card) {
            return new Card(
                    card.tone(), card.title(), card.fields(), card.lines(), card.summary(), card.links(), List.of());
        }

        private Card shown(Card card) {
            return new Card(
                    card.tone(),
                    card.title(),
                    flaw == ChatFlaw.DROPS_THE_FIELDS ? List.of() : card.fields(),
                    card.lines(),
                    card.summary(),
                    card.links(),
                    flaw == ChatFlaw.DROPS_THE_BUTTONS ? List.of() : card.buttons());
        }

        private DeliveryOutcome answer(String reference, Card card, DeliveryOutcome delivery) {
            if (flaw == ChatFlaw.THROWS_ON_CONTROL_CHARACTERS && card.title().indexOf('\u0000') >= 0) {
                throw new IllegalArgumentException("not allowed in JSON");
            }
            boolean refused = (flaw == ChatFlaw.REFUSES_LONG_TEXTS
                            && card.title().length() > 256)
                    || (flaw == ChatFlaw.REFUSES_EMPTY_TITLES && card.title().isEmpty())
                    || (flaw == ChatFlaw.GIVES_UP_WHILE_DOWN && delivery instanceof DeliveryOutcome.Unavailable);
            if (refused) {
                return new DeliveryOutcome.Undeliverable("The chat does not want it.");
            }
            boolean pretended = (flaw == ChatFlaw.CLAIMS_TO_SHOW_WHILE_DOWN
                            && delivery instanceof DeliveryOutcome.Unavailable)
                    || (flaw == ChatFlaw.CLAIMS_TO_SHOW_WHAT_IS_GONE && delivery instanceof DeliveryOutcome.Gone);
            if (pretended) {
                return new DeliveryOutcome.Shown(reference);
            }
            return flaw == ChatFlaw.WAITS_WHERE_IT_IS_REFUSED && delivery instanceof DeliveryOutcome.Undeliverable
                    ? new DeliveryOutcome.Unavailable("403", ManualClock.START)
                    : delivery;
        }
    }

    @Test
    @DisplayName("of alert sinks notices one that swallows what it cannot deliver")
    void notices_a_sink_that_swallows() {
        assertThat(ContractRun.failures(SwallowingSink.class))
                .containsExactly("throws what it cannot deliver instead of swallowing it, and delivers it later");
    }

    @WrongOnPurpose
    static class SwallowingSink extends AlertSinkContract {

        @Override
        protected AlertHarness openSink(Clock clock) {
            RecordingAlerts alerts = new RecordingAlerts();
            return new AlertHarness() {
                @Override
                public AlertSink sink() {
                    return (alert, deployment) -> {
                        try {
                            alerts.send(alert, deployment);
                        } catch (IOException e) {
                            alerts.comeUp();
                        }
                    };
                }

                @Override
                public List<String> arrived() {
                    return alerts.sent().stream().map(Alert::message).toList();
                }

                @Override
                public void goDown() {
                    alerts.goDown();
                }

                @Override
                public void comeUp() {
                    alerts.comeUp();
                }
            };
        }
    }

    @Test
    @DisplayName("of authorizers notices one that throws for shipping and denies without a reason")
    void notices_a_careless_authorizer() {
        assertThat(ContractRun.failures(CarelessAuthorizer.class)).hasSizeGreaterThanOrEqualTo(2);
    }

    @WrongOnPurpose
    static class CarelessAuthorizer extends AuthorizerContract {

        @Override
        protected Authorizer openAuthorizer() {
            return question -> question.deployment() == null
                    ? Authorizer.Answer.deny(" ")
                    : question.environment().name().equals("staging") ? Authorizer.Answer.permit() : null;
        }

        @Override
        protected Authorizer.Question permitted() {
            return denied().orElseThrow();
        }

        @Override
        protected Optional<Authorizer.Question> denied() {
            return Optional.of(new Authorizer.Question(Deployments.ADA, Action.SHIP, Environment.STAGING, null));
        }
    }

    @Test
    @DisplayName("of listeners notices one that expects something before every change")
    void notices_a_careless_listener() {
        assertThat(ContractRun.failures(CarelessListener.class)).contains("takes a creation");
    }

    @WrongOnPurpose
    static class CarelessListener extends DeploymentListenerContract {

        @Override
        protected DeploymentListener openListener() {
            return (before, event, after) -> before.id();
        }
    }

    @Test
    @DisplayName("of checks notices one that throws, tells its password and does not let itself be interrupted")
    void notices_a_careless_check() {
        assertThat(ContractRun.failures(CarelessCheck.class))
                .contains(
                        "fails where nothing works, says why, and passes again when it works again",
                        "tells no secret, whether it passes or fails");
    }

    @WrongOnPurpose
    static class CarelessCheck extends CheckContract {

        @Override
        protected CheckHarness openCheck() {
            FakeCheck check = FakeCheck.answering("auth", CheckResult.pass("logged in with hunter2"));
            return new CheckHarness() {
                @Override
                public Check check() {
                    return check;
                }

                @Override
                public void heal() {
                    check.behave(context -> CheckResult.pass("fine"));
                }

                @Override
                public void breakDown() {
                    check.behave(FakeCheck.throwing("auth", "broken")::run);
                }

                @Override
                public void hang() {
                    throw new UnsupportedOperationException("never asked for");
                }

                @Override
                public Set<String> secrets() {
                    return Set.of("hunter2");
                }

                @Override
                public HarnessLimits limits() {
                    return HarnessLimits.none().cannot(Area.HANGING_TARGET, "It asks nobody.");
                }
            };
        }
    }
}
