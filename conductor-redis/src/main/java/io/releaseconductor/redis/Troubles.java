package io.releaseconductor.redis;

import io.releaseconductor.spi.Causes;
import io.releaseconductor.spi.StoreUnavailableException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Says what is wrong with Redis and what to do about it, in a sentence or two without secrets. */
final class Troubles {

    private static final int MOST_SHOWN = 200;

    private static final Pattern COMMAND = Pattern.compile("'([a-z|-]+)' command");

    private final String where;
    private final boolean tls;

    /**
     * Speaks about a server.
     *
     * @param where what it is called in the middle of a sentence
     * @param tls whether connections are known to be made with TLS
     */
    Troubles(String where, boolean tls) {
        this.where = where;
        this.tls = tls;
    }

    /** Whether a connection ended that had been made. Another one may be whole. */
    static boolean isBrokenConnection(RuntimeException e) {
        return e instanceof JedisConnectionException
                && find(e, SocketTimeoutException.class) == null
                && find(e, ConnectException.class) == null
                && find(e, NoRouteToHostException.class) == null
                && find(e, UnknownHostException.class) == null
                && find(e, SSLException.class) == null
                && answer(e) == null;
    }

    /** Whether a server answered that is not the master any more. New connections may lead to the one that is. */
    static boolean isWrongServer(RuntimeException e) {
        String answer = answer(e);
        return answer != null && answer.startsWith("READONLY");
    }

    StoreUnavailableException unavailable(RuntimeException e) {
        if (e instanceof StoreUnavailableException known) {
            return known;
        }
        return new StoreUnavailableException(message(e), e);
    }

    /** What was opened fits the client library; a library that this one needs does not. */
    StoreUnavailableException unlinked(LinkageError e) {
        return new StoreUnavailableException(
                start() + " cannot be used: something does not link, " + e + ". A library that Jedis needs has another"
                        + " version than it asks for; usually a parent or a BOM of the application's build sets it. Compare them by"
                        + " \"mvn dependency:tree\", and start this process again.",
                e);
    }

    /** What to say of a deployment that was still to be worked on, and of which nothing else is left. */
    static String gone(String id) {
        return "The record of " + id
                + " is gone from Redis, although there was still something to do for it. Somebody removed it, or"
                + " Redis dropped it (see maxmemory_policy in INFO memory). Nobody watches its workflow run any more: look at"
                + " it, and ship again what is missing.";
    }

    /** One whose record cannot be read. */
    StoreUnavailableException corrupt(String id, RuntimeException e) {
        return new StoreUnavailableException(
                "The record of " + id + " in " + where + " cannot be read: " + shown(e)
                        + ". Read it by a node of the version that wrote it, or mend or remove it as docs/redis.md says.",
                e);
    }

    private String message(RuntimeException e) {
        if (e instanceof Unconfirmed) {
            return "A write is not safe yet: " + e.getMessage() + " at " + where
                    + ". See that enough replicas are connected (INFO replication), or lower the number that has to"
                    + " confirm.";
        }
        String answer = answer(e);
        if (answer != null) {
            return answered(answer);
        }
        if (e instanceof IllegalStateException) {
            return start() + " gave an answer that makes no sense here: " + shown(e)
                    + ". See that it is a Redis server, version 6.2 or later, and that nothing else writes to its keys.";
        }
        return unreachable(e);
    }

    private String unreachable(RuntimeException e) {
        if (find(e, UnknownHostException.class) != null) {
            return start() + " cannot be reached: its host name is unknown. Check the name and the DNS.";
        }
        SSLException handshake = find(e, SSLException.class);
        if (handshake != null) {
            return start() + " cannot be reached over TLS: " + shown(handshake)
                    + ". Check that this port speaks TLS, that its certificate names the host, and that this Java trusts"
                    + " who issued it; for a port without TLS the URL begins with redis://.";
        }
        if (find(e, NoSuchElementException.class) != null) {
            return "No connection to " + where + " became free in time. It is slow, or too few connections are allowed:"
                    + " see what it is busy with (SLOWLOG GET), or allow more (REDIS_POOL_SIZE).";
        }
        if (find(e, ConnectException.class) != null || find(e, NoRouteToHostException.class) != null) {
            return start() + " cannot be reached: the connection is refused. Check that it runs, and host and port.";
        }
        String text = allText(e);
        if (text.contains("connect timed out") || text.contains("Connect timed out")) {
            return start()
                    + " cannot be reached: connecting takes too long. Check host, port and firewall, and that the"
                    + " machine is up.";
        }
        if (find(e, SocketTimeoutException.class) != null) {
            return start()
                    + " gave no answer in time. It is busy, stopped or cut off: check that it answers PING, and see"
                    + " what it is busy with (SLOWLOG GET)."
                    + (tls ? " Or this is a port without TLS, which rediss in the URL asks for." : "");
        }
        if (text.contains("slots list is empty")) {
            return answered("CLUSTERDOWN");
        }
        if (text.contains("not monitored")) {
            return start()
                    + " cannot be found: the sentinels know no master of that name. Check the name after # in the"
                    + " URL.";
        }
        if (text.contains("All sentinels down")) {
            return start() + " cannot be found: no sentinel can be reached. Check that they run, and host and port.";
        }
        if (e instanceof JedisException) {
            return "The connection to " + where + " broke: " + shown(deepest(e))
                    + ". Usually it was restarted or the network failed for a moment, and the next try goes through; if"
                    + " not, check that this port speaks " + "Redis, and with TLS or without as the URL says.";
        }
        return start() + " cannot be used: " + shown(e) + ".";
    }

    private String answered(String answer) {
        String code = answer.split(" ", 2)[0];
        return switch (code) {
            case "LOADING" ->
                start() + " is starting and still loads its data. It goes on by itself when that is done; LOADING takes"
                        + " long with much data.";
            case "READONLY" ->
                start()
                        + " is a replica that cannot be written to (READONLY). Connect to the master; to follow it through"
                        + " fail-overs use redis-sentinel:// or redis-cluster://.";
            case "OOM" ->
                start() + " is out of memory (OOM). Raise maxmemory or free some; nothing was written. Set"
                        + " maxmemory-policy noeviction, since any other may drop deployments.";
            case "NOAUTH" -> start() + " asks for a password (NOAUTH). Set it in REDIS_URL or REDIS_PASSWORD.";
            case "WRONGPASS" ->
                start() + " refuses user or password (WRONGPASS). Check both, in REDIS_URL or REDIS_PASSWORD; special"
                        + " characters in a URL have to be percent-encoded.";
            case "NOPERM" ->
                start() + " does not permit this user what is needed (NOPERM)" + denied(answer)
                        + ". Grant the commands and keys that docs/redis.md lists.";
            case "MASTERDOWN" ->
                start()
                        + " is a replica that has lost its master (MASTERDOWN). Bring the master back or let another one"
                        + " take over.";
            case "CLUSTERDOWN" ->
                start()
                        + " is down (CLUSTERDOWN): some of its slots have no master. See CLUSTER INFO, and bring the nodes"
                        + " back.";
            case "MISCONF" ->
                start()
                        + " accepts no writes since it cannot save to disk (MISCONF). See its log; usually the disk is full"
                        + " or not writable.";
            case "NOREPLICAS" ->
                start()
                        + " accepts no writes since too few replicas are connected (NOREPLICAS). Bring them back, or lower"
                        + " min-replicas-to-write.";
            case "BUSY" -> start() + " is busy with somebody's script (BUSY). Wait for it, or end it with SCRIPT KILL.";
            case "WRONGTYPE" ->
                start()
                        + " has something else under one of the keys (WRONGTYPE). Give this installation a key prefix of"
                        + " its own (REDIS_KEY_PREFIX).";
            case "MOVED", "ASK" -> start() + " is part of a cluster (" + code + "). Connect with redis-cluster://.";
            case "TRYAGAIN" -> start() + " is moving the slot of these keys (TRYAGAIN). The next try goes through.";
            default -> other(answer);
        };
    }

    private String other(String answer) {
        if (answer.contains("max number of clients")) {
            return start() + " has too many clients. Raise maxclients, or allow fewer connections (REDIS_POOL_SIZE).";
        }
        if (answer.contains("unknown command") || answer.contains("Unknown Redis command")) {
            return start() + " lacks a command that is needed: " + cut(answer)
                    + ". Redis 6.2 or later is needed, without renamed commands.";
        }
        if (answer.contains("without any password configured") || answer.contains("invalid password")) {
            return start() + " refuses user or password: " + cut(answer)
                    + ". Check both, in REDIS_URL or REDIS_PASSWORD.";
        }
        if (answer.contains("DB index is out of range")) {
            return start() + " has no database of that number. Check what follows the port in the URL.";
        }
        // Inside a script Redis 6 wraps what went wrong.
        if (answer.contains("OOM command not allowed")) {
            return answered("OOM");
        }
        if (answer.contains("READONLY You can't write")) {
            return answered("READONLY");
        }
        if (answer.contains("No permissions") || answer.contains("can't run this command or subcommand")) {
            return answered("NOPERM " + answer);
        }
        return start() + " answered with an error: " + cut(answer) + ".";
    }

    private static String denied(String answer) {
        Matcher command = COMMAND.matcher(answer);
        if (command.find()) {
            return ": the command " + command.group(1);
        }
        return answer.contains("keys") || answer.contains("key ") ? ": one of the keys" : "";
    }

    private String start() {
        return Character.toUpperCase(where.charAt(0)) + where.substring(1);
    }

    /** What the server itself said, if it said something. */
    private static @Nullable String answer(Throwable e) {
        for (Throwable each : all(e)) {
            String message = each.getMessage();
            if (each instanceof JedisDataException && message != null) {
                return message.startsWith("-") ? message.substring(1) : message;
            }
        }
        return null;
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
        for (Throwable each : all(e)) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    /** It, its causes, and what they suppressed: the client hides in there what it met. */
    private static List<Throwable> all(Throwable e) {
        return Causes.of(e, each -> List.of(each.getSuppressed()));
    }

    private static Throwable deepest(Throwable e) {
        List<Throwable> all = all(e);
        return all.get(all.size() - 1);
    }

    private static String allText(Throwable e) {
        StringBuilder text = new StringBuilder();
        all(e).forEach(each -> text.append(each.getMessage()).append('\n'));
        return text.toString();
    }

    private static String shown(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : cut(message);
    }

    /** Short, on one line, without the stop at its end. */
    private static String cut(String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ").strip();
        String stopped = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return stopped.length() <= MOST_SHOWN ? stopped : stopped.substring(0, MOST_SHOWN) + "…";
    }
}
