package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A JWT")
class JwtTest {

    private static final long NOW = Checks.NOW.getEpochSecond();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("signed, without times", Tokens.jwt("{}"), JwtState.VALID),
                Arguments.of("that expires in an hour", Tokens.expiringIn(3600), JwtState.VALID),
                Arguments.of(
                        "with a fraction in its time", Tokens.jwt("{\"exp\":" + (NOW + 1) + ".5}"), JwtState.VALID),
                Arguments.of("with an enormous time", Tokens.jwt("{\"exp\":1e300}"), JwtState.VALID),
                Arguments.of("that expires this second", Tokens.expiringIn(0), JwtState.EXPIRED),
                Arguments.of("that expired long ago", Tokens.jwt("{\"exp\":-1e300}"), JwtState.EXPIRED),
                Arguments.of("of a clock a minute ahead", Tokens.jwt("{\"nbf\":" + (NOW + 60) + "}"), JwtState.VALID),
                Arguments.of("of the future", Tokens.jwt("{\"nbf\":" + (NOW + 61) + "}"), JwtState.NOT_YET_VALID),
                Arguments.of("with a text for a time", Tokens.jwt("{\"exp\":\"tomorrow\"}"), JwtState.MALFORMED),
                Arguments.of("whose header has no alg", Tokens.jwt("{}", "{}", "eA"), JwtState.MALFORMED),
                Arguments.of(
                        "whose payload is no object",
                        Tokens.jwt("{\"alg\":\"HS256\"}", "[]", "eA"),
                        JwtState.MALFORMED),
                Arguments.of(
                        "whose payload is no JSON", Tokens.jwt("{\"alg\":\"HS256\"}", "{", "eA"), JwtState.MALFORMED),
                Arguments.of("whose header is cut", "eyJhbGciOi.e30.eA", JwtState.MALFORMED),
                Arguments.of("without its third part", "eyJhbGciOiJIUzI1NiJ9.e30", JwtState.MALFORMED),
                Arguments.of("that somebody signed once more", Tokens.fresh() + ".c2ln", JwtState.VALID),
                Arguments.of(
                        "whose header is laid out in lines",
                        Tokens.jwt("{\r\n\"alg\":\"HS256\"}", "{}", "eA"),
                        JwtState.VALID),
                Arguments.of("that is no base64", "a.b.c", JwtState.NO_JWT),
                Arguments.of(
                        "that is encrypted",
                        Tokens.encrypted("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}"),
                        JwtState.ENCRYPTED),
                Arguments.of(
                        "that is encrypted and says when it expired",
                        Tokens.encrypted("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"exp\":1}"),
                        JwtState.EXPIRED),
                Arguments.of(
                        "that is encrypted and cut",
                        Tokens.encrypted("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}")
                                .replaceFirst("\\.[^.]*$", ""),
                        JwtState.MALFORMED),
                Arguments.of("without a signature", Tokens.jwt("{\"alg\":\"HS256\"}", "{}", ""), JwtState.UNSIGNED),
                Arguments.of(
                        "that says that it is unsigned",
                        Tokens.jwt("{\"alg\":\"None\"}", "{}", "eA"),
                        JwtState.UNSIGNED),
                Arguments.of("of two parts", "eyJhIjoxfQ.eyJhIjoxfQ", JwtState.NO_JWT),
                Arguments.of("of five parts", "a.b.c.d.e", JwtState.NO_JWT),
                Arguments.of("with padding", "eyJhbGciOiJIUzI1NiJ9.e30=.eA", JwtState.MALFORMED),
                Arguments.of("that is a session id", "s%3A0123456789abcdef", JwtState.NO_JWT),
                Arguments.of("that is empty", "", JwtState.NO_JWT));
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("values")
    void is_judged_by_form_and_time(String what, String value, JwtState state) {
        assertThat(Jwt.judge(value, Checks.NOW)).isEqualTo(state);
    }
}
