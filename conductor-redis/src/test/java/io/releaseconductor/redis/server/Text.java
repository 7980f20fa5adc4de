package io.releaseconductor.redis.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.commands.ProtocolCommand;

/** Commands and answers as text. */
final class Text {

    private Text() {}

    static CommandArguments command(String... words) {
        ProtocolCommand first = () -> words[0].getBytes(StandardCharsets.UTF_8);
        CommandArguments command = new CommandArguments(first);
        for (int i = 1; i < words.length; i++) {
            command.add(words[i]);
        }
        return command;
    }

    static Object of(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (answer instanceof List<?> list) {
            return list.stream().map(Text::of).toList();
        }
        return answer == null ? "" : answer;
    }
}
