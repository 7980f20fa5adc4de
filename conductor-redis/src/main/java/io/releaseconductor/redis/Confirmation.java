package io.releaseconductor.redis;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Builder;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;

/**
 * Waits for replicas on the connection that a write went over, since {@code WAIT} speaks of what its own connection wrote. It
 * reads the write's answer, and the client still holds the connection then. For one call.
 */
final class Confirmation extends Builder<Object> {

    private final int replicas;
    private final long millis;
    private final Predicate<Object> wrote;
    private @Nullable Connection connection;

    Confirmation(int replicas, long millis, Predicate<Object> wrote) {
        this.replicas = replicas;
        this.millis = millis;
        this.wrote = wrote;
    }

    /** The command, confirmed. A client that tries again on another connection waits on that one. */
    CommandObject<Object> of(CommandArguments command) {
        return new CommandObject<>(command, this).withPreProcessHook(used -> connection = used);
    }

    @Override
    public Object build(Object answer) {
        if (wrote.test(answer)) {
            Connection used = Objects.requireNonNull(connection, "connection");
            long confirmed = used.executeCommand(new CommandObject<>(
                    new CommandArguments(Protocol.Command.WAIT).add(replicas).add(millis), BuilderFactory.LONG));
            if (confirmed < replicas) {
                throw new Unconfirmed(confirmed, replicas, millis);
            }
        }
        return answer;
    }

    /** Whether a script's answer says that something was written. */
    static Predicate<Object> said(String word) {
        return answer -> answer instanceof List<?> list
                && !list.isEmpty()
                && Answers.text(list.get(0)).equals(word);
    }
}
