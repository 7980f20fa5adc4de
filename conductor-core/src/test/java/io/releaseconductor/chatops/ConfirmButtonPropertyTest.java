package io.releaseconductor.chatops;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

@Label("A button that confirms")
class ConfirmButtonPropertyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1699747200), ZoneOffset.UTC);
    private static final Confirmation CONFIRMATION =
            Confirmation.ask(Actor.person("1", "Ada"), Fingerprint.brief("seen"), CLOCK);

    @Property(tries = 500)
    @Label("brings back all that is to be shipped, or is none where it would be too long")
    void of_a_ship(
            @ForAll("environments") Environment environment,
            @ForAll Strategy strategy,
            @ForAll("names") @Nullable String ref,
            @ForAll("names") @Nullable String version) {
        String id = ConfirmButton.of(
                ShipRequest.to(environment, Actor.person("1", "Ada"))
                        .withStrategy(strategy)
                        .withRef(ref)
                        .withVersion(version),
                CONFIRMATION);
        if (id == null) {
            assertThat((ref == null ? 0 : ref.length()) + (version == null ? 0 : version.length()))
                    .isGreaterThan(10);
            return;
        }
        assertThat(id).hasSizeLessThanOrEqualTo(ButtonId.MAX_LENGTH);
        assertThat(ClickDesk.isOurs(id)).isTrue();
        assertThat(ConfirmButton.press(id)).isEmpty();
        ConfirmButton.Ship ship = ConfirmButton.ship(id).orElseThrow();
        assertThat(ship.confirmation()).isEqualTo(CONFIRMATION);
        assertThat(ship.options().get(Command.ENV)).isEqualTo(environment.name());
        assertThat(ship.options().get(Command.STRATEGY)).isEqualTo(strategy.wireName());
        assertThat(ship.options().get(Command.REF)).isEqualTo(ref);
        assertThat(ship.options().get(Command.VERSION)).isEqualTo(version);
    }

    @Property
    @Label("brings back the button of the card, and no other question than those that go live")
    void of_a_press(
            @ForAll("environments") Environment environment,
            @ForAll Question question,
            @ForAll @IntRange(min = 1, max = 9) int gate) {
        DeployId deployment = new DeployId("ship-" + environment + "-999999999999");
        ButtonId button = question.isOfGate()
                ? ButtonId.atGate(question, gate, deployment)
                : new ButtonId(question, question == Question.ADOPT ? gate : 0, deployment);
        String id = ConfirmButton.of(button, CONFIRMATION);

        assertThat(ConfirmButton.press(id).isPresent()).isEqualTo(ConfirmButton.isConfirmed(question));
        ConfirmButton.press(id).ifPresent(press -> {
            assertThat(id).hasSizeLessThanOrEqualTo(ButtonId.MAX_LENGTH);
            assertThat(ClickDesk.isOurs(id)).isTrue();
            assertThat(press).isEqualTo(new ConfirmButton.Press(CONFIRMATION, button));
        });
    }

    @Property
    @Label("is read from any text without a failure")
    void of_any_text(@ForAll("ids") String id) {
        ConfirmButton.press(id)
                .ifPresent(press -> assertThat(ConfirmButton.of(press.button(), press.confirmation()))
                        .isNotEmpty());
        ConfirmButton.ship(id).ifPresent(ship -> assertThat(ship.options()).containsKey(Command.ENV));
        assertThat(ButtonId.parse(id)).isEmpty();
    }

    @Provide
    Arbitrary<Environment> environments() {
        return Arbitraries.of("prod", "eu-west-1", "a", "x".repeat(32)).map(Environment::new);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "v1",
                                "main",
                                "a:b",
                                "1:x",
                                "-",
                                "-:",
                                "a_b",
                                "0123456789abcdef0123456789abcdef01234567"),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(60))
                .injectNull(0.2);
    }

    @Provide
    Arbitrary<String> ids() {
        return Combinators.combine(
                        Arbitraries.of(
                                "ship_yes-promote-", "ship_yes-promote-2-", "ship_yes-ship-", "ship_yes-hold-", ""),
                        Arbitraries.of("0-00000000-00000000", "zzzzzzzz-ffffffff-ffffffff", "1-2-3", ""),
                        Arbitraries.of(
                                "_ship-prod-1",
                                "_ship-prod:full:-:",
                                "_ship-prod:full:9:x",
                                "_ship-prod:full:1:xy",
                                "_"),
                        Arbitraries.strings().ofMaxLength(20))
                .as((a, b, c, d) -> a + b + c + d);
    }
}
