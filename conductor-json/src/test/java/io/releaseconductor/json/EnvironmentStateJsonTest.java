package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Label("The state of an environment")
class EnvironmentStateJsonTest {

    private static final Instant SINCE = Instant.parse("2023-11-12T00:00:00Z");

    private final EnvironmentStateJson json = new EnvironmentStateJson();

    @Property(tries = 1000)
    @Label("is read back as it was, by way of bytes")
    void read_back(@ForAll long seed) {
        EnvironmentState state = new AnyRecord(new Random(seed)).of(EnvironmentState.class);
        String written = json.write(state);
        String arrived = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        EnvironmentState read = json.read(state.environment(), arrived);
        assertThat(read).isEqualTo(state);
        assertThat(json.write(read)).isEqualTo(written).doesNotContain("\n");
    }

    @Property(tries = 500)
    @Label("is reported where it was cut off")
    void cut_off(@ForAll long seed) {
        Random random = new Random(seed);
        EnvironmentState state = new AnyRecord(random).of(EnvironmentState.class);
        String written = json.write(state);
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(
                        () -> json.read(state.environment(), written.substring(0, random.nextInt(written.length()))))
                .satisfies(e -> assertThat(e.field()).isEmpty());
    }

    @Test
    @DisplayName("leaves out what says nothing, and names the one of all environments by an asterisk")
    void leaves_out_what_says_nothing() {
        assertThat(json.write(EnvironmentState.unlocked(null).unlocked()))
                .isEqualTo("{\"env\":\"*\",\"format\":1,\"revision\":1}");
        assertThat(json.write(locked(Environment.PROD)))
                .isEqualTo(
                        "{\"env\":\"prod\",\"format\":1,\"revision\":1,\"lock\":{\"owner\":{\"id\":\"1001\",\"name\":\"Ada\"},"
                                + "\"since\":\"2023-11-12T00:00:00Z\",\"until\":\"2023-11-12T00:01:00Z\"}}");
    }

    @Test
    @DisplayName("has the notes of the environment, with or without a lock, and none where it says nothing of them")
    void notes() {
        EnvironmentState noted = EnvironmentState.unlocked(Environment.PROD)
                .noted("warm the cache first", Actor.person("1001", "Ada"), SINCE);
        String written = json.write(noted);

        assertThat(written)
                .isEqualTo(
                        "{\"env\":\"prod\",\"format\":1,\"revision\":1,\"notes\":[{\"number\":1,\"text\":\"warm the cache first\","
                                + "\"by\":{\"id\":\"1001\",\"name\":\"Ada\"},\"at\":\"2023-11-12T00:00:00Z\"}]}");
        assertThat(json.read(Environment.PROD, written)).isEqualTo(noted);
        assertThat(json.read(Environment.PROD, json.write(locked(Environment.PROD)))
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\":1,|\"number\":0,|notes/0/number is 0; allowed: a whole number from 1 to",
                "\"text\":\"a\",||notes/0/text is missing",
                "\"text\":\"a\"|\"text\":\" \"|notes/0/text is blank",
                "\"1001\"|\"policy\"|notes/0/by is the policy; allowed: a person",
                "\"number\":2,|\"number\":1,|the record holds values that do not go together",
            })
    @DisplayName("reports the note, and the field of it, that is wrong")
    void wrong_note(String right, @Nullable String wrong, String problem) {
        Actor ada = Actor.person("1001", "Ada");
        String text = json.write(EnvironmentState.unlocked(Environment.PROD)
                .noted("a", ada, SINCE)
                .noted("b", ada, SINCE));
        assertThat(text).contains(right);
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(Environment.PROD, text.replace(right, wrong == null ? "" : wrong)))
                .withMessageStartingWith("environment state of prod: " + problem);
    }

    @Test
    @DisplayName("passes over what a newer version added")
    void passes_over_what_a_newer_version_added() {
        ObjectNode record = tree(json.write(locked(null)));
        record.put("newer", 1).withObject("/lock").put("newer", true);
        assertThat(json.read(null, record.toString())).isEqualTo(locked(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"env\":\"prod\"|\"env\":\"staging\"|env is not the environment whose record it is",
                "\"env\":\"prod\"|\"env\":\"*\"|env is not the environment whose record it is",
                "\"env\":\"prod\",|~~|env is missing",
                "\"format\":1|\"format\":2|format is 2, of a later version of the library; allowed: up to 1",
                "\"revision\":1|\"revision\":-1|revision is -1; allowed: a whole number from 0 to",
                "\"id\":\"1001\"|\"id\":\"policy\"|lock/owner is the policy; allowed: a person",
                "\"until\":\"2023|\"until\":\"2022|lock/until is before since",
                "\"until\":\"2023|\"reason\":7,\"until\":\"2023|lock/reason is 7; allowed: text",
                "\"since\":\"2023-11-12T00:00:00Z\",|~~|lock/since is missing",
            })
    @DisplayName("is reported by the environment, and by the field that is wrong")
    void names_the_field(String right, String wrong, String problem) {
        String text = json.write(locked(Environment.PROD));
        assertThat(text).contains(right);
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(Environment.PROD, text.replace(right, wrong)))
                .withMessageStartingWith("environment state of prod: " + problem);
    }

    private static EnvironmentState locked(@Nullable Environment environment) {
        return EnvironmentState.unlocked(environment)
                .locked(new Lock(environment, Actor.person("1001", "Ada"), "", SINCE, SINCE.plusSeconds(60), null));
    }
}
