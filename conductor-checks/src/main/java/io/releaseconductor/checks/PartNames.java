package io.releaseconductor.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of an application's parts, and which of them mean the same. */
final class PartNames {

    static final String ALLOWED = "1 to 40 letters, digits, spaces, _, -, . and :, such as database, redis";

    private static final int LONGEST = 40;

    private static final Pattern REQUIRED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.:-]{0,39}");

    /** Letters and digits of any language, and what is usual between them: nothing that an address or a key needs. */
    private static final Pattern SHOWN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.()/<>+-]*");

    /** Long, with digits in more than one place: a token or an id, and no word. */
    private static final Pattern OPAQUE = Pattern.compile("(?=\\S{12,})\\S*\\d[^\\d\\s]+\\d\\S*|\\S{32,}");

    private static final Pattern HUMP = Pattern.compile("([\\p{Ll}0-9])(\\p{Lu})");
    private static final Pattern ACRONYM = Pattern.compile("(\\p{Lu})(\\p{Lu}\\p{Ll})");
    private static final Pattern DETAIL = Pattern.compile(":|(?<=\\S)\\(");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_\\s'\"’‘“”`-]+");

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
                    "mongoose",
                    "prisma",
                    "datasource",
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
            Set.of("redis", "valkey", "ioredis", "rediscache")));

    /** What is said of a part beside its name. */
    private static final Set<String> DECORATION = Set.of(
            "connection",
            "connections",
            "connectivity",
            "check",
            "health",
            "healthcheck",
            "indicator",
            "status",
            "ping");

    private PartNames() {}

    static boolean isValid(String name) {
        return REQUIRED.matcher(name).matches();
    }

    /** Whether the name is one that a health route would use for nothing but a part. */
    static boolean isWellKnown(String name) {
        return KINDS.containsKey(kind(name));
    }

    /** {@code database} whether an application says {@code db} or {@code prisma}; else the plain name. */
    static String kind(String name) {
        List<String> words = bare(words(name));
        return kindOf(String.join("", words), String.join(" ", words));
    }

    private static String kindOf(String squashed, String fallback) {
        String singular = squashed.endsWith("s") ? squashed.substring(0, squashed.length() - 1) : squashed;
        return KINDS.entrySet().stream()
                .filter(kind ->
                        kind.getValue().contains(squashed) || kind.getValue().contains(singular))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(fallback);
    }

    /** Whether the name is the required one, or means the same. */
    static boolean isSame(String required, String name) {
        return kind(required).replace(" ", "").equals(kind(name).replace(" ", ""));
    }

    /** Whether the name has the required one in it, as {@code Database connections health check} has {@code database}. */
    static boolean isAbout(String required, String name) {
        String wanted = " " + String.join(" ", kinds(bare(words(required)))) + " ";
        return (" " + String.join(" ", kinds(words(name))) + " ").contains(wanted);
    }

    /** The words, each word or pair that means a kind replaced by it. */
    private static List<String> kinds(List<String> words) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String pair = i + 1 < words.size() ? words.get(i) + words.get(i + 1) : "";
            if (!kindOf(pair, "").isEmpty()) {
                result.add(kindOf(pair, ""));
                i++;
            } else {
                result.add(kindOf(words.get(i), words.get(i)));
            }
        }
        return result;
    }

    /**
     * Such as {@code Database}, {@code Database (prisma)} or {@code disk space}. A long name is cut; what may be an address, a
     * key or a token is not shown.
     */
    static String shown(String name) {
        String plain = plain(name);
        String kind = kind(name);
        if (KINDS.containsKey(kind)) {
            String title = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
            return plain.equals(kind) || plain.equals("db") || !isFit(plain) ? title : title + " (" + cut(plain) + ")";
        }
        return isFit(plain) ? cut(plain) : "a part";
    }

    /** Whether the name would be shown as it is, and not as that of some part. */
    static boolean isShowable(String name) {
        return isFit(plain(name));
    }

    private static boolean isFit(String name) {
        return SHOWN.matcher(name).matches() && !OPAQUE.matcher(name).find();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1).strip() + "…";
    }

    /** {@code redisCache}, {@code redis-cache} and {@code redis_cache} become {@code redis cache}. */
    static String plain(String name) {
        return String.join(" ", words(name));
    }

    /** Without what follows a colon, or arguments: {@code postgres:responseTime}, {@code Cache(alias='default')}. */
    static List<String> words(String name) {
        Matcher detail = DETAIL.matcher(name);
        String whole = detail.find(Math.min(1, name.length())) ? name.substring(0, detail.start()) : name;
        String cut = whole.length() > 100 ? whole.substring(0, 100) : whole;
        String humped = HUMP.matcher(cut).replaceAll("$1 $2");
        String spaced = BETWEEN_WORDS
                .matcher(ACRONYM.matcher(humped).replaceAll("$1 $2"))
                .replaceAll(" ");
        return Arrays.asList(spaced.strip().toLowerCase(Locale.ROOT).split(" ", -1));
    }

    private static List<String> bare(List<String> words) {
        List<String> bare =
                words.stream().filter(word -> !DECORATION.contains(word)).toList();
        return bare.isEmpty() ? words : bare;
    }
}
