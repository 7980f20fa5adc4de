package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Actor;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Who types")
class PeopleTest {

    private static final Actor ADA = Actor.person("console", "ada").withChat("console");

    private final People people = new People(ADA);

    @Test
    @DisplayName("is whoever started the console")
    void owner() {
        assertThat(people.now()).isEqualTo(ADA);
        assertThat(people.who()).isEqualTo("ada types.");
    }

    @Test
    @DisplayName("is somebody else once a line says so, the same person however the name is written")
    void another() {
        assertThat(people.become("grace", List.of())).isEqualTo("grace types.");
        Actor grace = people.now();
        people.become("Grace", List.of());

        assertThat(grace.isCertainlyAnotherThan(ADA)).isTrue();
        assertThat(people.now().isSameAs(grace)).isTrue();
        assertThat(people.who()).isEqualTo("Grace types.");
    }

    @Test
    @DisplayName("is in the groups that were named last")
    void groups() {
        assertThat(people.become("grace", List.of("qa", "dev"))).isEqualTo("grace types, as one of dev, qa.");
        assertThat(people.now().groups()).containsExactlyInAnyOrder("qa", "dev");
        people.become("grace", List.of());
        assertThat(people.now().groups()).isEmpty();
    }

    @Test
    @DisplayName("is whoever started the console again, in groups as well")
    void back() {
        people.become("grace", List.of());
        people.become("Ada", List.of());
        assertThat(people.now()).isEqualTo(ADA);

        people.become("ada", List.of("qa"));
        assertThat(people.now().isSameAs(ADA)).isTrue();
        assertThat(people.now().groups()).containsExactly("qa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr4ce", "@everyone", "policy", "Policy", "aaaaaaaaaaaaaaaaaaaaa", "<b>"})
    @DisplayName("has a name of a few letters that is not the policy's, or stays who it was")
    void wrong(String name) {
        assertThat(people.become(name, List.of()))
                .isEqualTo("as: \"" + name + "\" is not allowed; allowed: a name of 1 to 20 letters, but not policy");
        assertThat(people.now()).isEqualTo(ADA);
    }

    @Test
    @DisplayName("may have any name that the machine gave whoever started the console")
    void odd() {
        Actor odd = Actor.person("console", "ACME\\ada").withChat("console");
        People others = new People(odd);
        others.become("grace", List.of());
        others.become("ACME\\ada", List.of());

        assertThat(others.now()).isEqualTo(odd);
    }
}
