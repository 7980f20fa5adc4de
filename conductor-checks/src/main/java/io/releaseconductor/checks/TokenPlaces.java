package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a login gives a token in another way than by a cookie: then it is not where it was looked for, and nothing is ill. A JWT
 * is known by its form, any other token by its form and a name that says so.
 */
final class TokenPlaces {

    private static final int MOST_VALUES = 1000;
    /** Long texts are taken apart one by one, and an answer to a login has few of them. */
    private static final int SHORTEST_TOKEN = 100;

    private static final int MOST_CHARACTERS = 200_000;
    private static final int DEEPEST_VALUE = 5;

    /** Names that are made of these alone mean what logs in; others mean a token for something else. */
    private static final Set<String> NAMING =
            Set.of("token", "key", "jwt", "ticket", "session", "sid", "auth", "authorization");

    private static final Set<String> NAMING_BESIDE = Set.of(
            "access",
            "api",
            "user",
            "login",
            "bearer",
            "id",
            "x",
            "plain",
            "text",
            "secret",
            "authentication",
            "subject",
            "value");

    /** What a token is for that is none to log in with. */
    private static final Set<String> FOR_OTHER_THINGS = Set.of(
            "refresh",
            "csrf",
            "xsrf",
            "forgery",
            "reset",
            "logout",
            "change",
            "push",
            "device",
            "verification",
            "confirmation",
            "activation",
            "captcha",
            "mfa",
            "otp",
            "page",
            "next",
            "continuation",
            "upload",
            "invite",
            "invitation");

    private static final Pattern OPAQUE = Pattern.compile("(?i)(?:(?:bearer|token) +)?[A-Za-z0-9._~+/=|:%-]{16,8192}");

    private final WebAnswer answer;
    private final @Nullable JsonNode body;
    private final Instant now;
    private @Nullable List<Place> places;
    private int looked;
    private int characters;

    TokenPlaces(WebAnswer answer, @Nullable JsonNode body, Instant now) {
        this.answer = answer;
        this.body = body;
        this.now = now;
    }

    /**
     * A place.
     *
     * @param where in words
     * @param setting the variable that leads there, with its value
     * @param name the name that it has there
     * @param jwt whether a JWT is there
     */
    private record Place(String where, String setting, String name, boolean jwt) {

        static Place inBody(String path, boolean jwt) {
            return new Place("its body", "SHIP_LOGIN_TOKEN_FIELD=" + path, path, jwt);
        }

        /** A refresh token lives longer, and an id token is for the client: the access token is what logs in. */
        int rank() {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.contains("access") ? 0 : lower.contains("refresh") ? 3 : lower.contains("id") ? 2 : 1;
        }
    }

    /** {@return how to look at a JWT in another place, if there is one} */
    Optional<Trouble> ofJwt() {
        return best(true).map(this::trouble);
    }

    /** {@return how to look at the token in another place, if there is one} */
    Optional<Trouble> any() {
        return best(true).or(() -> best(false)).map(this::trouble);
    }

    private Optional<Place> best(boolean jwt) {
        return places().stream().filter(p -> p.jwt() == jwt).min(Comparator.comparingInt(Place::rank));
    }

    private Trouble trouble(Place place) {
        return Trouble.unclear(
                "Token not in a cookie",
                "The login gives a token in " + place.where() + ". Set " + place.setting()
                        + (place.jwt() ? "." : " and " + LoginStatus.anySession(answer) + "."),
                answer.label() + ": no session in the cookies, but a token in " + place.where());
    }

    private List<Place> places() {
        if (places == null) {
            places = find();
        }
        return places;
    }

    private List<Place> find() {
        List<Place> found = new ArrayList<>();
        for (int i = 0; i < answer.headers().size(); i++) {
            String name = answer.headers().name(i);
            String value = answer.headers().value(i);
            if (!name.equalsIgnoreCase("Set-Cookie") && (isJwt(value) || isNamedToken(name, value))) {
                String shown = Seen.name(name, "its name");
                found.add(new Place("a header", "SHIP_LOGIN_TOKEN_HEADER=" + shown, name, isJwt(value)));
            }
        }
        String whole = Login.wholeBody(answer);
        if (whole != null && isJwt(whole)) {
            found.add(Place.inBody(Login.WHOLE_BODY, true));
        }
        if (body != null) {
            collect(body, "", DEEPEST_VALUE, found);
        }
        return found;
    }

    private void collect(JsonNode node, String path, int depth, List<Place> found) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String key = field.getKey();
            String here = path.isEmpty() ? key : path + "." + key;
            JsonNode value = field.getValue();
            if (!Seen.isName(key) || !Require.FIELD.matcher(key).matches() || ++looked > MOST_VALUES) {
                continue;
            }
            if (value.isTextual()) {
                characters += value.textValue().length() < SHORTEST_TOKEN
                        ? 0
                        : value.textValue().length();
                if (characters > MOST_CHARACTERS) {
                    continue;
                }
                boolean jwt = isJwt(value.textValue());
                if (jwt || isNamedToken(key, value.textValue())) {
                    found.add(Place.inBody(here, jwt));
                }
            } else if (depth > 0) {
                collect(value, here, depth - 1, found);
            }
        }
    }

    private boolean isJwt(String value) {
        return Jwt.find(value, now).compareTo(JwtState.SEALED) > 0;
    }

    private static boolean isNamedToken(String name, String value) {
        List<String> words = Words.of(name);
        boolean token = Words.last(words).equals("token") && words.stream().noneMatch(FOR_OTHER_THINGS::contains);
        boolean named = words.stream().anyMatch(NAMING::contains)
                && words.stream().allMatch(w -> NAMING.contains(w) || NAMING_BESIDE.contains(w));
        return (token || named) && OPAQUE.matcher(value).matches();
    }
}
