package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Any JWT")
class JwtPropertiesTest {

    @Property
    void of_any_garbage_is_judged_and_never_throws(@ForAll String header, @ForAll String payload, @ForAll String rest) {
        assertThat(Jwt.judge(Tokens.jwt(header, payload, "eA"), Checks.NOW)).isNotNull();
        assertThat(Jwt.judge(header + "." + payload + "." + rest, Checks.NOW)).isNotNull();
    }
}
