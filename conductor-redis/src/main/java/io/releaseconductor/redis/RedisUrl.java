package io.releaseconductor.redis;

import io.releaseconductor.config.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Where Redis is, as one line of text says it. Its password is in no message.
 *
 * @param kind how the servers belong together
 * @param tls whether connections are encrypted
 * @param user who connects, or null for Redis' default user
 * @param password the password, or null for none
 * @param servers the servers to ask first, at least one
 * @param database the number of the database
 * @param master what the sentinels call the master, or null without sentinels
 */
record RedisUrl(
        Kind kind,
        boolean tls,
        @Nullable String user,
        @Nullable Secret password,
        Set<HostAndPort> servers,
        int database,
        @Nullable String master) {

    /** What is allowed, for messages. */
    static final String ALLOWED = "redis://[user:password@]host[:port][/database],"
            + " redis-cluster://[user:password@]host[:port],host[:port],..."
            + " or redis-sentinel://[user:password@]host[:port],host[:port],...[/database]#master;"
            + " each with rediss for TLS; special characters in user and password percent-encoded";

    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26_379;
    private static final int MOST_DATABASES = 100_000;
    private static final char NOT_UTF_8 = '\uFFFD';

    private static final Pattern FORM = Pattern.compile("(?<scheme>(?i:rediss?(-cluster|-sentinel)?))://"
            + "((?<user>[^:@/?#\\s]*)(:(?<password>[^@/?#\\s]*))?@)?"
            + "(?<servers>[^:@/?#][^@/?#]*)"
            + "(/(?<database>[0-9]{1,6})?)?"
            + "(#(?<master>[^@\\s]+))?");

    private static final Pattern SERVER =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+])(:(?<port>[0-9]{1,5}))?");

    enum Kind {
        ALONE,
        CLUSTER,
        SENTINEL
    }

    /** What is wrong with a URL, without a word of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static RedisUrl parse(String text) throws Malformed {
        String url = text.strip();
        Matcher form = FORM.matcher(url);
        if (!form.matches() || RedisUrlMistakes.hasPlaceholder(url)) {
            throw new Malformed(RedisUrlMistakes.in(url));
        }
        String scheme = form.group("scheme").toLowerCase(Locale.ROOT);
        Kind kind =
                scheme.endsWith("cluster") ? Kind.CLUSTER : scheme.endsWith("sentinel") ? Kind.SENTINEL : Kind.ALONE;
        Set<HostAndPort> servers = servers(form.group("servers"), kind == Kind.SENTINEL ? SENTINEL_PORT : PORT);
        String number = form.group("database");
        int database = number == null ? 0 : Integer.parseInt(number);
        String master = form.group("master");
        List<String> problems = new ArrayList<>();
        if (kind == Kind.ALONE && servers.size() > 1) {
            problems.add("redis:// names several servers, which redis-cluster:// or redis-sentinel:// does");
        }
        if (kind == Kind.CLUSTER && database != 0) {
            problems.add("a cluster has no database but 0");
        }
        if (database > MOST_DATABASES) {
            problems.add("the number of the database is above " + MOST_DATABASES);
        }
        if (kind == Kind.SENTINEL && master == null) {
            problems.add("the name of the master is missing; it stands at the end, after #");
        }
        if (kind != Kind.SENTINEL && master != null) {
            problems.add("a part after # is for redis-sentinel:// only");
        }
        if (!problems.isEmpty()) {
            throw new Malformed(String.join("; ", problems));
        }
        String user = decoded(form.group("user"));
        String password = decoded(form.group("password"));
        return new RedisUrl(
                kind,
                scheme.startsWith("rediss"),
                user,
                password == null ? null : new Secret(password),
                servers,
                database,
                master);
    }

    private static Set<HostAndPort> servers(String text, int defaultPort) throws Malformed {
        Set<HostAndPort> servers = new LinkedHashSet<>();
        for (String each : text.split(",", -1)) {
            Matcher server = SERVER.matcher(each);
            if (!server.matches()) {
                throw new Malformed("a server is not written as host or host:port, or an IPv6 address not in brackets,"
                        + " as in [::1]:6379");
            }
            int port = server.group("port") == null ? defaultPort : Integer.parseInt(server.group("port"));
            if (port < 1 || port > 65_535) {
                throw new Malformed("a port is not from 1 to 65535");
            }
            servers.add(new HostAndPort(server.group("host").replaceAll("[\\[\\]]", ""), port));
        }
        return servers;
    }

    private static @Nullable String decoded(@Nullable String text) throws Malformed {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String decoded;
        try {
            decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed(
                    "user or password are not percent-encoded rightly; a % that belongs to them is written %25");
        }
        if (decoded.indexOf(NOT_UTF_8) >= 0) {
            throw new Malformed("user or password are not percent-encoded rightly; what they stand for is not UTF-8");
        }
        return decoded;
    }

    RedisUrl withPassword(@Nullable Secret other) {
        return password != null || other == null
                ? this
                : new RedisUrl(kind, tls, user, other, servers, database, master);
    }

    /** The servers, for messages. */
    String where() {
        String list = servers.stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
        return switch (kind) {
            case ALONE -> "Redis at " + list;
            case CLUSTER -> "the Redis cluster at " + list;
            case SENTINEL -> "Redis " + master + " behind the sentinels at " + list;
        };
    }

    /** Without user and password. */
    @Override
    public String toString() {
        String scheme = (tls ? "rediss" : "redis")
                + switch (kind) {
                    case ALONE -> "";
                    case CLUSTER -> "-cluster";
                    case SENTINEL -> "-sentinel";
                };
        return scheme + "://"
                + servers.stream().map(HostAndPort::toString).collect(Collectors.joining(","))
                + (database == 0 ? "" : "/" + database) + (master == null ? "" : "#" + master);
    }
}
