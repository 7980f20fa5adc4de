package io.releaseconductor.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.Secret;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

@DisplayName("A Redis URL")
class RedisUrlTest {

    @Test
    @DisplayName("names one server, with the usual port unless it says otherwise")
    void names_one_server() throws Exception {
        assertThat(RedisUrl.parse("redis://redis.example.com"))
                .isEqualTo(new RedisUrl(
                        RedisUrl.Kind.ALONE,
                        false,
                        null,
                        null,
                        Set.of(new HostAndPort("redis.example.com", 6379)),
                        0,
                        null));
        assertThat(RedisUrl.parse("rediss://ada:s%40cret%2B+@[::1]:7000/3"))
                .isEqualTo(new RedisUrl(
                        RedisUrl.Kind.ALONE,
                        true,
                        "ada",
                        new Secret("s@cret++"),
                        Set.of(new HostAndPort("::1", 7000)),
                        3,
                        null));
    }

    @Test
    @DisplayName("takes a password without a user, and a user without a password")
    void takes_half_of_the_credentials() throws Exception {
        RedisUrl withPassword = RedisUrl.parse("redis://:secret@redis");
        RedisUrl withUser = RedisUrl.parse("redis://ada@redis");

        assertThat(withPassword.user()).isNull();
        assertThat(withPassword.password()).isEqualTo(new Secret("secret"));
        assertThat(withUser.user()).isEqualTo("ada");
        assertThat(withUser.password()).isNull();
    }

    @Test
    @DisplayName("names the servers of a cluster")
    void names_a_cluster() throws Exception {
        RedisUrl url = RedisUrl.parse("rediss-cluster://:secret@a:7000,b,c:7002");

        assertThat(url.kind()).isEqualTo(RedisUrl.Kind.CLUSTER);
        assertThat(url.tls()).isTrue();
        assertThat(url.servers())
                .containsExactly(new HostAndPort("a", 7000), new HostAndPort("b", 6379), new HostAndPort("c", 7002));
    }

    @Test
    @DisplayName("names sentinels and the master that they watch")
    void names_sentinels() throws Exception {
        RedisUrl url = RedisUrl.parse("redis-sentinel://a,b:26380/2#my-master");

        assertThat(url.kind()).isEqualTo(RedisUrl.Kind.SENTINEL);
        assertThat(url.servers()).containsExactly(new HostAndPort("a", 26379), new HostAndPort("b", 26380));
        assertThat(url.database()).isEqualTo(2);
        assertThat(url.master()).isEqualTo("my-master");
    }

    @ParameterizedTest
    @DisplayName("prints without user and password")
    @CsvSource({
        "redis://ada:secret@a:1/2, redis://a:1/2, Redis at a:1",
        "'rediss-cluster://:secret@a:1,b:2', 'rediss-cluster://a:1,b:2', 'the Redis cluster at a:1, b:2'",
        "redis-sentinel://ada:secret@a:1#m, redis-sentinel://a:1#m, Redis m behind the sentinels at a:1"
    })
    void prints_without_secrets(String text, String printed, String where) throws Exception {
        assertThat(RedisUrl.parse(text)).hasToString(printed);
        assertThat(RedisUrl.parse(text).where()).isEqualTo(where);
    }

    @ParameterizedTest
    @DisplayName("is refused with the likeliest mistake")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "'redis://a', quotes",
                "redis://:${PASSWORD}@a, filled in",
                "redis://:<password>@a, filled in",
                "a:6379, begin with redis://",
                "tcp://a:6379, begin with redis://",
                "redis://:a/b@c, / %2F",
                "redis://:a@b@c, @ is written %40",
                "redis://a b:c@d, a space %20",
                "redis://:pass@:6379, the host is missing",
                "redis:///0, the host is missing",
                "redis://a/0?protocol=3, after ?",
                "redis://a/zero, number of a database",
                "redis://a/1/2, number of a database",
                "redis://fd00::5:6379, in brackets",
                "redis://:100%sure@a, written %25",
                "redis://:%FF@a, not UTF-8"
            })
    void is_refused_with_the_mistake(String text, String mistake) {
        assertThatThrownBy(() -> RedisUrl.parse(text))
                .isInstanceOf(RedisUrl.Malformed.class)
                .hasMessageContaining(mistake);
    }

    @Test
    @DisplayName("may begin in capitals")
    void may_begin_in_capitals() throws Exception {
        assertThat(RedisUrl.parse("REDISS://a")).isEqualTo(RedisUrl.parse("rediss://a"));
    }

    @ParameterizedTest
    @DisplayName("is refused without a word of it when it is malformed")
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "http://:s3cret@a",
                "redis://",
                "redis://:s3cret@",
                "redis://:s3cret@a:0",
                "redis://:s3cret@a:65536",
                "redis://:s3cret@a:s3cret",
                "redis://:s3/cret@a",
                "redis://:s3#cret@a",
                "redis://:s3@cret@a",
                "redis://:s3cret%4@a",
                "redis://:s3cret@a/s3cret",
                "redis://:s3cret@a/999999",
                "redis://:s3cret@a?s3cret=1",
                "redis://:s3cret@a,b",
                "redis://:s3cret@a#s3cret",
                "redis-cluster://:s3cret@a,b/1",
                "redis-cluster://:s3cret@a,,b",
                "redis-sentinel://:s3cret@a",
                "redis-sentinel://s3cret#x@a#m",
                "\"redis://:s3cret@a\"",
                "'s3cret'",
                "redis://:${s3cret}@a",
                "redis://:<s3cret>@a",
                "redis://:$(s3cret)@a",
                "redis://:{{ s3cret }}@a",
                "redis://:s3 cret@a",
                "redis://:s3?cret@a",
                "redis://:%FFs3cret@a",
                "s3cret://a",
                "redis:///s3cret",
                "redis://a:b:s3cret",
                "redis://:s3cret@:6379",
                "redis://a b:s3cret@c"
            })
    void is_refused_without_a_word_of_it(String text) {
        assertThatThrownBy(() -> RedisUrl.parse(text))
                .isInstanceOf(RedisUrl.Malformed.class)
                .message()
                .doesNotContain("s3", "cret");
    }
}
