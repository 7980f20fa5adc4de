package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Can a user log in? Its latency is told in the findings only: no budget hangs on it. */
final class AuthCheck extends WebCheck {

    static final String ID = "auth";

    private static final String ANSWERS = "Login answers";
    private static final String COOKIE = "JWT cookie set";
    private static final String DATA = "User data returned";
    private static final List<String> USUAL_PLACES = List.of("user", "data.user");
    private static final List<String> IDENTITIES = List.of("id", "_id", "email", "username");

    private final AuthOptions options;
    private final Clock clock;

    AuthCheck(AuthOptions options, WebClient web, Clock clock, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
        this.clock = clock;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Optional<WebRequest> request = Login.request(options);
        if (request.isEmpty()) {
            return CheckResult.noData("No login credentials")
                    .withHint("Set SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD to those of a user made for this check.");
        }
        Report report = new Report();
        try {
            judge(report, web.send(request.get(), Deadline.before(context.timeLimit())));
        } catch (TroubleException e) {
            report.fail(e.trouble(), ANSWERS);
        }
        return report.result("Login successful", false);
    }

    private void judge(Report report, WebAnswer answer) throws TroubleException {
        int expected = options.endpoint().status();
        if (answer.status() != expected) {
            throw Login.refused(answer, options).asException();
        }
        report.good(ANSWERS, answer.statusLine() + " in " + Sizes.text(answer.latency()), StatusNames.line(expected));
        judgeCookie(report, answer);
        judgeData(report, answer);
    }

    private void judgeCookie(Report report, WebAnswer answer) {
        List<SetCookie> cookies = SetCookie.of(answer.headers()).stream()
                .filter(c -> options.cookie() == null || c.name().equals(options.cookie()))
                .toList();
        if (cookies.isEmpty()) {
            String wanted = options.cookie() == null ? "a cookie" : "the cookie of SHIP_LOGIN_COOKIE";
            report.fail(
                    Trouble.of(
                            "No login cookie",
                            "The login sets no cookie. Check that it still does, SHIP_LOGIN_COOKIE, and proxies that strip"
                                    + " Set-Cookie.",
                            answer.label() + ": the answer does not set " + wanted),
                    COOKIE,
                    "no cookie",
                    "a JWT");
            return;
        }
        JwtState best = cookies.stream()
                .map(c -> Jwt.judge(c.value(), clock.instant()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (best == JwtState.VALID) {
            report.good(COOKIE, "a JWT", "a JWT");
        } else {
            Trouble trouble = cookieTrouble(best, answer);
            report.fail(trouble, COOKIE, trouble.message(), "a JWT that holds now");
        }
    }

    private static Trouble cookieTrouble(JwtState state, WebAnswer answer) {
        String error = answer.label() + ": ";
        return switch (state) {
            case MALFORMED ->
                Trouble.of(
                        "JWT is malformed",
                        "The cookie has the three parts of a JWT, but header or payload cannot be read. Check how the token"
                                + " is made and whether the cookie is cut or encoded.",
                        error
                                + "header and payload of the token have to be JSON objects in base64url, the header with alg");
            case UNSIGNED ->
                Trouble.of(
                        "JWT is not signed",
                        "Anybody could write such a token. Check the signing algorithm and key in this environment's"
                                + " configuration.",
                        error + "the token has no signature");
            case EXPIRED ->
                Trouble.of(
                        "JWT already expired",
                        "A fresh login gives an expired token. Check the token's life time, and the clocks of application and"
                                + " conductor.",
                        error + "the token's exp has passed");
            case NOT_YET_VALID ->
                Trouble.of(
                        "JWT not valid yet",
                        "The token starts to hold in the future. Check the clocks of application and conductor.",
                        error + "the token's nbf has not come");
            case NO_JWT, VALID ->
                Trouble.of(
                        "No JWT among the cookies",
                        "The login sets cookies, but none that is a JWT. Check how sessions are kept, and SHIP_LOGIN_COOKIE.",
                        error + "no cookie has the three parts of a JWT");
        };
    }

    private void judgeData(Report report, WebAnswer answer) throws TroubleException {
        JsonNode json = JsonAnswers.read(answer);
        if (hasData(json)) {
            report.good(DATA, "present", null);
            return;
        }
        String field = options.dataField();
        report.fail(
                Trouble.of(
                        "No user data",
                        "The login answers without the user. Set SHIP_LOGIN_DATA_FIELD to the field that holds the user's data.",
                        answer.label() + ": no object with the user's data "
                                + (field == null ? "in any of the usual places" : "at " + field)),
                DATA,
                "absent",
                "an object");
    }

    private boolean hasData(JsonNode json) {
        String field = options.dataField();
        if (field != null) {
            return isData(Json.at(json, field));
        }
        return USUAL_PLACES.stream().anyMatch(place -> isData(Json.at(json, place)))
                || Stream.of(json, json.path("data")).anyMatch(AuthCheck::isUser);
    }

    private static boolean isData(@Nullable JsonNode node) {
        return node != null && node.isObject() && !node.isEmpty();
    }

    private static boolean isUser(JsonNode node) {
        return IDENTITIES.stream().map(node::get).filter(Objects::nonNull).anyMatch(n -> n.isTextual() || n.isNumber());
    }
}
