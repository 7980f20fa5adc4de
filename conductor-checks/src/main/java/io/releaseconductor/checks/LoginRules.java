package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.checks.LoginExpectation.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which settings of a login can work, each by itself and all together. */
final class LoginRules {

    /** What RFC 9110 calls a token: names of headers and of cookies. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");

    private static final Set<Integer> FINAL_REDIRECTS = Set.of(301, 302, 303);
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 301, 302, 303);

    private LoginRules() {}

    /**
     * Something that cannot work.
     *
     * @param field the setting, in words
     * @param variable the end of the variable's name, behind {@code SHIP_LOGIN_}
     * @param value its value, or null where that is a secret or says nothing
     * @param allowed what is allowed
     */
    record Problem(String field, String variable, @Nullable String value, String allowed) {}

    /** Whether an answer with this status has a body that can be looked into. */
    static boolean hasBody(int status) {
        return !WITHOUT_BODY.contains(status);
    }

    static List<Problem> problems(
            Endpoint endpoint, LoginForm form, LoginExpectation expected, @Nullable CsrfOptions csrf) {
        List<Problem> problems = new ArrayList<>();
        if (endpoint.method().equals("GET")) {
            problems.add(new Problem("method", "METHOD", "GET", "PATCH, POST, PUT"));
        }
        int status = endpoint.status();
        if (status > 299 && !FINAL_REDIRECTS.contains(status)) {
            problems.add(
                    new Problem(
                            "status",
                            "STATUS",
                            String.valueOf(status),
                            "200 to 299, 301, 302, 303: with the others nobody is logged in, or the request goes on elsewhere"));
        }
        field(problems, "user field", "USER_FIELD", form.userField());
        field(problems, "password field", "PASSWORD_FIELD", form.passwordField());
        field(problems, "data field", "DATA_FIELD", expected.dataField());
        field(problems, "token field", "TOKEN_FIELD", expected.tokenField());
        token(problems, "token header", "TOKEN_HEADER", expected.tokenHeader());
        token(problems, "cookie", "COOKIE", expected.cookie());
        places(problems, endpoint, expected);
        form(problems, form, csrf);
        return problems;
    }

    private static void field(List<Problem> problems, String field, String variable, @Nullable String value) {
        if (value != null && !Require.FIELD.matcher(value).matches()) {
            problems.add(new Problem(field, variable, value, Require.FIELD_ALLOWED));
        }
    }

    private static void token(List<Problem> problems, String field, String variable, @Nullable String value) {
        if (value != null && !TOKEN.matcher(value).matches()) {
            problems.add(
                    new Problem(field, variable, value, "a name without spaces and none of = ; , : / \" ( ) < > @"));
        }
    }

    /** A session is looked for at one place, and only where one is asked for and can be. */
    private static void places(List<Problem> problems, Endpoint endpoint, LoginExpectation expected) {
        boolean body = hasBody(endpoint.status());
        boolean asked = expected.session() != Session.NONE;
        String cookie = expected.cookie();
        String field = expected.tokenField();
        String header = expected.tokenHeader();
        if (!asked) {
            String why = "a place for the session only where SHIP_LOGIN_EXPECT has jwt or session";
            alone(problems, "cookie", "COOKIE", cookie, why);
            alone(problems, "token field", "TOKEN_FIELD", field, why);
            alone(problems, "token header", "TOKEN_HEADER", header, why);
        } else if (cookie != null && (field != null || header != null)) {
            String other = field != null ? "SHIP_LOGIN_TOKEN_FIELD" : "SHIP_LOGIN_TOKEN_HEADER";
            alone(problems, "cookie", "COOKIE", cookie, "one of SHIP_LOGIN_COOKIE and " + other);
        } else if (field != null && header != null) {
            alone(
                    problems,
                    "token field",
                    "TOKEN_FIELD",
                    field,
                    "one of SHIP_LOGIN_TOKEN_FIELD and SHIP_LOGIN_TOKEN_HEADER");
        }
        if (!body) {
            String why = "a status whose answers have a body; SHIP_LOGIN_STATUS is " + endpoint.status();
            alone(problems, "token field", "TOKEN_FIELD", field, why);
            alone(problems, "data field", "DATA_FIELD", expected.dataField(), why);
        } else if (!expected.user()) {
            alone(
                    problems,
                    "data field",
                    "DATA_FIELD",
                    expected.dataField(),
                    "a place for the user's data only where SHIP_LOGIN_EXPECT has user");
        }
    }

    private static void alone(
            List<Problem> problems, String field, String variable, @Nullable String value, String allowed) {
        if (value != null) {
            problems.add(new Problem(field, variable, value, allowed));
        }
    }

    private static void form(List<Problem> problems, LoginForm form, @Nullable CsrfOptions csrf) {
        String user = form.userField();
        String password = form.passwordField();
        if (collide(user, password)) {
            problems.add(new Problem(
                    "password field",
                    "PASSWORD_FIELD",
                    password,
                    "another field than SHIP_LOGIN_USER_FIELD, and none in it"));
        }
        if (form.origin() != null && HttpUrl.parse(form.origin().toString()) == null) {
            problems.add(new Problem("origin", "ORIGIN", null, "an http or https URL"));
        }
        extra(problems, form);
        if (csrf == null) {
            return;
        }
        if (HttpUrl.parse(csrf.source().toString()) == null) {
            problems.add(new Problem("csrf path", "CSRF_PATH", null, "an http or https URL"));
        }
        token(problems, "csrf header", "CSRF_HEADER", csrf.header());
        String field = csrf.field();
        field(problems, "csrf field", "CSRF_FIELD", field);
        if (field != null && (collide(field, user) || collide(field, password))) {
            problems.add(
                    new Problem("csrf field", "CSRF_FIELD", field, "another field than those of user and password"));
        }
    }

    /** What is sent along has room for user and password: where their path leads through it, it leads through objects. */
    private static void extra(List<Problem> problems, LoginForm form) {
        if (form.extra() == null) {
            return;
        }
        Optional<JsonNode> extra = Json.tryParse(form.extra()).filter(JsonNode::isObject);
        if (extra.isEmpty()) {
            problems.add(new Problem("body", "BODY", null, "one JSON object, to which user and password are added"));
            return;
        }
        for (String path : List.of(form.userField(), form.passwordField())) {
            JsonNode node = extra.get();
            String[] names = path.split("\\.", -1);
            for (int i = 0; i < names.length - 1 && node != null; i++) {
                node = node.get(names[i]);
                if (node != null && !node.isObject()) {
                    problems.add(
                            new Problem("body", "BODY", null, "a JSON object that has room for a field at " + path));
                    node = null;
                }
            }
        }
    }

    private static boolean collide(String first, String second) {
        return first.equals(second) || first.startsWith(second + ".") || second.startsWith(first + ".");
    }
}
