package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

@Label("A name that reads as another one")
class LookalikesPropertyTest {

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of(
                                "main", "а", "-", "–", "ｖ", "１", "о", "ο", "ж", "λ", "本", "é", "™", "/", " ", "\u00a0",
                                "🚀")
                        .list()
                        .ofMaxSize(6)
                        .map(parts -> String.join("", parts)));
    }

    @Property
    @Label("becomes, made plain, a name that reads as nothing else")
    void is_plain_once_it_was_made_plain(@ForAll("names") String name) {
        String plain = Lookalikes.plain(name);

        assertThat(Lookalikes.plain(plain)).isEqualTo(plain);
        assertThat(Lookalikes.oddity(plain)).isEmpty();
        assertThat(Lookalikes.oddity(name).isPresent()).isEqualTo(!plain.equals(name));
    }

    @Property
    @Label("is never one of plain characters")
    void is_never_plain(@ForAll @CharRange(from = ' ', to = '~') String name) {
        assertThat(Lookalikes.oddity(name)).isEmpty();
    }

    @Property
    @Label("is never one of Cyrillic words with Latin words beside them")
    void is_never_cyrillic(
            @ForAll @CharRange(from = 'а', to = 'я') String one,
            @ForAll @CharRange(from = 'a', to = 'z') String other) {
        assertThat(Lookalikes.oddity(one + "/" + other + "-" + one)).isEmpty();
    }
}
