package io.releaseconductor.examples.bot;

import static io.releaseconductor.examples.bot.ChannelPermissions.ADMINISTRATOR;
import static io.releaseconductor.examples.bot.ChannelPermissions.EMBED_LINKS;
import static io.releaseconductor.examples.bot.ChannelPermissions.LEAST;
import static io.releaseconductor.examples.bot.ChannelPermissions.SEND_MESSAGES;
import static io.releaseconductor.examples.bot.ChannelPermissions.VIEW_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelPermissionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long of(long everyone, long role, String overwrites) {
        return ChannelPermissions.of(
                "1",
                "3",
                Set.of("2"),
                json("[{'id':'1','permissions':'" + everyone + "'},{'id':'2','permissions':'" + role
                        + "'},{'id':'9','permissions':'8'}]"),
                json("{'permission_overwrites':" + overwrites + "}"));
    }

    private static String overwrite(String id, long allow, long deny) {
        return "{'id':'" + id + "','allow':'" + allow + "','deny':'" + deny + "'}";
    }

    @Test
    @DisplayName("Roles add up, and those of others do not count")
    void roles() {
        assertThat(of(VIEW_CHANNEL, SEND_MESSAGES, "[]")).isEqualTo(VIEW_CHANNEL | SEND_MESSAGES);
    }

    @Test
    @DisplayName("A channel takes and gives: everyone first, then the roles, then the bot itself")
    void order() {
        String none = overwrite("1", 0, LEAST);
        assertThat(of(LEAST, 0, "[" + none + "]")).isZero();
        assertThat(of(LEAST, 0, "[" + none + "," + overwrite("2", LEAST, 0) + "]"))
                .isEqualTo(LEAST);
        assertThat(of(LEAST, 0, "[" + overwrite("3", 0, EMBED_LINKS) + "," + overwrite("2", LEAST, 0) + "]"))
                .isEqualTo(VIEW_CHANNEL | SEND_MESSAGES);
        assertThat(of(LEAST, 0, "[" + overwrite("9", 0, LEAST) + "]")).isEqualTo(LEAST);
    }

    @Test
    @DisplayName("An administrator lacks nothing")
    void administrator() {
        assertThat(ChannelPermissions.missing(
                        of(0, ADMINISTRATOR, "[" + overwrite("1", 0, LEAST) + "]"), ChannelKind.VOICE, true))
                .isEmpty();
    }

    @Test
    @DisplayName("In a thread, sending needs its own permission")
    void threads() {
        assertThat(ChannelPermissions.missing(LEAST, ChannelKind.THREAD, true))
                .isEqualTo(List.of("Send Messages in Threads"));
        assertThat(ChannelPermissions.missing(0, ChannelKind.TEXT, false))
                .isEqualTo(List.of("View Channel", "Send Messages", "Embed Links"));
    }

    @Property
    @Label("What the channel takes from the bot itself it has not, whatever its roles say")
    void ownDenial(@ForAll int everyone, @ForAll int role, @ForAll int denied) {
        long safe = ~ADMINISTRATOR & 0x7fff_ffffL;
        long bits = of(everyone & safe, role & safe, "[" + overwrite("3", 0, denied & safe) + "]");
        assertThat(bits & denied & safe).isZero();
    }
}
