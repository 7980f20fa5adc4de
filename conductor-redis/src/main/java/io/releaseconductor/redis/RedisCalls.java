package io.releaseconductor.redis;

import io.releaseconductor.spi.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Calls scripts, waits for replicas where asked to, and says in the store's words what went wrong. Thread-safe. */
final class RedisCalls implements AutoCloseable {

    private final Connected connected;
    private final Troubles troubles;
    private final int replicas;
    private final long replicaMillis;

    RedisCalls(Connected connected, RedisOptions options, Troubles troubles) {
        this.connected = connected;
        this.troubles = troubles;
        this.replicas = options.replicas();
        this.replicaMillis = options.replicaLimit().toMillis();
    }

    /** Calls a script that may be called twice for once. */
    @Nullable
    Object run(Script script, List<byte[]> keys, Object... arguments) {
        return repeatably(client -> call(
                client, script, keys, arguments, command -> new CommandObject<>(command, BuilderFactory.RAW_OBJECT)));
    }

    /** Calls a script that hands something out, and so must not be called twice for once. */
    @Nullable
    Object runOnce(Script script, List<byte[]> keys, Object... arguments) {
        return once(client -> call(
                client, script, keys, arguments, command -> new CommandObject<>(command, BuilderFactory.RAW_OBJECT)));
    }

    /** Calls a script that writes when it answers so, which replicas have to confirm if they are asked for. */
    @Nullable
    Object write(String wrote, Script script, List<byte[]> keys, Object... arguments) {
        if (replicas == 0) {
            return run(script, keys, arguments);
        }
        return repeatably(client -> call(
                client,
                script,
                keys,
                arguments,
                command -> new Confirmation(replicas, replicaMillis, Confirmation.said(wrote)).of(command)));
    }

    byte @Nullable [] field(byte[] key, String field) {
        byte[] name = field.getBytes(StandardCharsets.UTF_8);
        return repeatably(client -> client.hget(key, name));
    }

    private static @Nullable Object call(
            UnifiedJedis client,
            Script script,
            List<byte[]> keys,
            Object[] arguments,
            Function<CommandArguments, CommandObject<Object>> as) {
        try {
            return client.executeCommand(as.apply(command(Protocol.Command.EVALSHA, script.digest(), keys, arguments)));
        } catch (JedisNoScriptException e) {
            return client.executeCommand(as.apply(command(Protocol.Command.EVAL, script.text(), keys, arguments)));
        }
    }

    private static CommandArguments command(
            Protocol.Command command, String script, List<byte[]> keys, Object[] arguments) {
        CommandArguments all = new CommandArguments(command).add(script).add(keys.size());
        for (byte[] key : keys) {
            all.key(key);
        }
        for (Object argument : arguments) {
            all.add(argument);
        }
        return all;
    }

    private <T extends @Nullable Object> T once(Function<UnifiedJedis, T> work) {
        try {
            return work.apply(connected.client());
        } catch (RuntimeException e) {
            throw failed(e);
        } catch (LinkageError e) {
            throw troubles.unlinked(e);
        }
    }

    /** Connections that broke while nobody used them are found out only when they are used, so one more try is worth it. */
    private <T extends @Nullable Object> T repeatably(Function<UnifiedJedis, T> work) {
        try {
            return work.apply(connected.client());
        } catch (RuntimeException e) {
            StoreUnavailableException failed = failed(e);
            if (!Troubles.isBrokenConnection(e)) {
                throw failed;
            }
            return once(work);
        } catch (LinkageError e) {
            throw troubles.unlinked(e);
        }
    }

    private StoreUnavailableException failed(RuntimeException e) {
        if (Troubles.isBrokenConnection(e) || Troubles.isWrongServer(e)) {
            connected.forgetIdle();
        }
        return troubles.unavailable(e);
    }

    /** Reads an answer, and takes one that cannot be read for a failure. */
    <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalStateException e) {
            throw troubles.unavailable(e);
        }
    }

    @Override
    public void close() {
        connected.close();
    }
}
