package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Attention;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A button's id")
class ButtonIdPropertyTest {

    @Provide
    Arbitrary<ButtonId> ids() {
        Arbitrary<Environment> environments = Arbitraries.strings()
                .withChars("abz09-")
                .ofMaxLength(31)
                .map(rest -> "e" + rest)
                .filter(Environment::isValid)
                .map(Environment::new);
        Arbitrary<DeployId> deployments = Combinators.combine(
                        environments, Arbitraries.longs().between(0, 999_999_999_999L))
                .as((environment, second) -> DeployId.of(environment, Instant.ofEpochSecond(second)));
        return Combinators.combine(
                        Arbitraries.of(Question.class),
                        Arbitraries.integers().between(1, ButtonId.MAX_CHOICE),
                        Arbitraries.integers().between(1, Attention.MAX_NUMBER),
                        deployments)
                .as((question, choice, attention, deployment) -> new ButtonId(
                        question,
                        question == Question.ADOPT || (question.isOfGate() && choice > 1) ? choice : 0,
                        question.isOfAttention() ? attention : 1,
                        deployment));
    }

    @Provide
    Arbitrary<String> lookalikes() {
        return Arbitraries.of(
                        "ship_",
                        "ship",
                        "_",
                        "-",
                        "promote",
                        "fully",
                        "adopt",
                        "retry",
                        "q",
                        "1",
                        "0",
                        "staging",
                        "-1699747200",
                        "\n",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    @Label("reads back as itself")
    void roundTrip(@ForAll("ids") ButtonId id) {
        assertThat(ButtonId.parse(id.value())).contains(id);
    }

    @Property
    @Label("is never longer than chats accept")
    void length(@ForAll("ids") ButtonId id) {
        assertThat(id.value()).hasSizeLessThanOrEqualTo(ButtonId.MAX_LENGTH);
    }

    @Property
    @Label("that is garbage is no id, and never throws")
    void garbage(@ForAll String text) {
        assertThat(ButtonId.parse(text)).isEmpty();
    }

    @Property
    @Label("that looks like one is one only if it is written the same again")
    void onlyOneSpelling(@ForAll("lookalikes") String text) {
        ButtonId.parse(text).ifPresent(id -> assertThat(id.value()).isEqualTo(text));
    }
}
