package io.releaseconductor.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The names of an application's parts, and which of them mean the same. */
final class PartNames {

    static final String ALLOWED = "1 to 40 letters, digits, spaces, _, -, . and :, such as database, redis";

    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.:-]{0,39}");

    private static final Map<String, Set<String>> KINDS = new TreeMap<>(Map.of(
            "database",
            Set.of(
                    "database",
                    "db",
                    "postgres",
                    "postgresql",
                    "pg",
                    "mysql",
                    "mariadb",
                    "sql",
                    "mongo",
                    "mongodb",
                    "prisma",
                    "datasource",
                    "data source",
                    "datastore",
                    "sqlite",
                    "mssql",
                    "sqlserver",
                    "oracle",
                    "cockroachdb",
                    "dynamodb",
                    "r2dbc",
                    "jdbc",
                    "typeorm",
                    "sequelize",
                    "knex",
                    "hibernate"),
            "redis",
            Set.of("redis", "valkey", "ioredis", "redis cache")));

    private PartNames() {}

    static boolean isValid(String name) {
        return SHOWN.matcher(name).matches();
    }

    /** Whether the name is one that a health route would use for nothing but a part. */
    static boolean isWellKnown(String name) {
        return KINDS.values().stream().anyMatch(names -> names.contains(plain(name)));
    }

    static String kind(String name) {
        String plain = plain(name);
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(plain);
    }

    /** Such as {@code Database}, {@code Database (prisma)} or {@code disk space}; a name unfit to be shown is not shown. */
    static String shown(String name) {
        String kind = kind(name);
        String plain = plain(name);
        if (KINDS.containsKey(kind)) {
            String title = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
            return kind.equals(plain) || plain.equals("db") ? title : title + " (" + plain + ")";
        }
        return isValid(plain) ? plain : "a part";
    }

    /** {@code redisCache}, {@code redis-cache} and {@code redis_cache} become {@code redis cache}. */
    static String plain(String name) {
        return String.join(" ", words(name));
    }

    /** Without what follows a colon, as in {@code postgres:responseTime}. */
    static List<String> words(String name) {
        int colon = name.indexOf(':');
        String whole = colon > 0 ? name.substring(0, colon) : name;
        String cut = whole.length() > 100 ? whole.substring(0, 100) : whole;
        String spaced = cut.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replaceAll("[_\\s-]+", " ");
        return List.of(spaced.strip().toLowerCase(Locale.ROOT).split(" ", -1));
    }
}
