package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.checks.LoginExpectation.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Can a user log in? Its latency is told in the findings only: no budget hangs on it. */
final class AuthCheck extends WebCheck {

    static final String ID = "auth";

    private static final String ANSWERS = "Login answers";
    private static final String COOKIE = "JWT cookie set";
    private static final String SESSION = "Session given";
    private static final String DATA = "User data returned";

    private final AuthOptions options;
    private final Clock clock;

    AuthCheck(AuthOptions options, WebClient web, Clock clock, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
        this.clock = clock;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        if (!Login.isPossible(options)) {
            return CheckResult.noData("No login credentials")
                    .withHint("Set SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD to those of a user made for this check.");
        }
        Report report = new Report();
        report.link(Links.to(options.endpoint()));
        try {
            Instant now = clock.instant();
            judge(report, logIn(Deadline.before(context.timeLimit()), now), now);
        } catch (TroubleException e) {
            report.fail(e.trouble(), ANSWERS);
        }
        return report.result("Login successful", false);
    }

    /** What leads away from the login is a matter of addresses; only silence is an outage. */
    private Login.Outcome logIn(Deadline deadline, Instant now) throws TroubleException, InterruptedException {
        try {
            return Login.perform(web, options, deadline, now);
        } catch (TroubleException e) {
            Trouble trouble = e.trouble();
            throw trouble.outage()
                    ? e
                    : Trouble.unclear(
                                    trouble.message(), trouble.hint(), Objects.requireNonNullElse(trouble.error(), ""))
                            .asException();
        }
    }

    private void judge(Report report, Login.Outcome outcome, Instant now) throws TroubleException {
        WebAnswer answer = outcome.answer();
        Trouble refused = LoginStatus.trouble(answer, options);
        if (refused != null) {
            throw refused.asException();
        }
        Optional<JsonNode> json = JsonAnswers.tryParse(answer);
        boolean user = json.isPresent() && isUserThere(json.get());
        if (json.isPresent() && !user && LoginWords.askForSecondFactor(json.get())) {
            throw LoginStatus.secondFactor(answer).asException();
        }
        boolean no = json.isPresent()
                && (LoginWords.sayNo(json.get())
                        || (!user
                                && (LoginStatus.namesError(answer, json.get())
                                        || LoginWords.tellOfRefusal(json.get()))));
        boolean despite =
                no && LoginUser.isBesideErrors(json.get(), options.expected().dataField(), user());
        if ((no && !despite) || showsLoginAgain(answer)) {
            throw saidNo(answer).asException();
        }
        LoginSession.Verdict session = new LoginSession(outcome, json.orElse(null), options.expected(), now).judge();
        if (session.trouble() != null && json.isPresent() && LoginWords.askForSecondFactor(json.get())) {
            throw LoginStatus.secondFactor(answer).asException();
        }
        if (session.trouble() != null && answer.isPacked()) {
            throw JsonAnswers.packed(answer).asException();
        }
        judgeStatus(report, answer, session);
        if (no) {
            report.warn(
                    Trouble.of(
                            "Login answers with errors",
                            "The answer holds the user's data and errors beside it. Check the application's logs.",
                            answer.label() + ": errors beside the user's data"),
                    ANSWERS,
                    "errors",
                    "none");
        }
        judgeSession(report, outcome, session, json.orElse(null), now);
        judgeData(report, answer, json.orElse(null), session.trouble() == null);
    }

    /** Another success than the one that was expected is one, as long as somebody is logged in. */
    private void judgeStatus(Report report, WebAnswer answer, LoginSession.Verdict session) throws TroubleException {
        int expected = options.endpoint().status();
        String measured = answer.statusLine() + " in " + Sizes.text(answer.latency());
        if (answer.status() == expected) {
            report.good(ANSWERS, measured, StatusNames.line(expected));
            return;
        }
        String hint = "If this is how the application answers a login, set SHIP_LOGIN_STATUS=" + answer.status() + ".";
        String error =
                answer.label() + ": " + answer.statusLine() + " where " + StatusNames.line(expected) + " was expected";
        boolean proven = options.expected().session() != Session.NONE && session.trouble() == null;
        if (session.trouble() != null && session.trouble().unclear()) {
            // of two settings that are missing both are told at once
            hint += " " + session.trouble().hint();
        }
        if (!proven && LoginStatus.isRedirect(answer.status())) {
            throw Trouble.unclear(
                            answer.statusLine(),
                            "The route redirects where an answer was expected: to the login in front of the environment, to https, or"
                                    + " to another path. Set SHIP_LOGIN_PATH to where the login is. " + hint,
                            error)
                    .asException();
        }
        Trouble trouble = Trouble.of(answer.statusLine(), hint, error);
        if (proven) {
            report.warn(trouble, ANSWERS, measured, StatusNames.line(expected));
        } else {
            report.fail(
                    Trouble.unclear(answer.statusLine(), hint, error), ANSWERS, measured, StatusNames.line(expected));
        }
    }

    /** Form logins show the form again, with a success, if they refuse the credentials. */
    private boolean showsLoginAgain(WebAnswer answer) {
        return !LoginStatus.isRedirect(answer.status())
                && answer.looksLikeHtml()
                && LoginWords.page(answer).selectFirst("input[type=password]") != null;
    }

    private static Trouble saidNo(WebAnswer answer) {
        return Trouble.of(
                "Login says no",
                "The answer is a success by its status, but it holds an error or the login form. Check SHIP_LOGIN_USER and"
                        + " SHIP_LOGIN_PASSWORD, that the user exists in this environment, and the application's logs.",
                answer.label() + ": " + answer.statusLine() + " with an error in it, or with the login form");
    }

    private void judgeSession(
            Report report, Login.Outcome outcome, LoginSession.Verdict session, @Nullable JsonNode json, Instant now) {
        LoginExpectation expected = options.expected();
        if (expected.session() == Session.NONE) {
            return;
        }
        boolean jwt = expected.session().isJwt();
        boolean cookie = expected.tokenField() == null && expected.tokenHeader() == null;
        String name = jwt && cookie ? COOKIE : SESSION;
        Trouble trouble = session.trouble();
        if (trouble != null) {
            String wanted = jwt ? "a JWT that holds now" : "a session";
            report.fail(trouble, name, trouble.message(), wanted);
            return;
        }
        List<String> foreign =
                cookie ? new LoginSession(outcome, json, expected, now).forAnotherSite() : List.<String>of();
        String seen = Objects.requireNonNull(session.seen());
        if (foreign.isEmpty()) {
            report.good(name, seen, jwt ? "a JWT" : "a session");
        } else {
            report.warn(
                    Trouble.of(
                            "Cookie for the domain of another site",
                            "At the address that was asked browsers drop such a cookie. If browsers reach the application under"
                                    + " another name, set VITE_API_BASE to that; else check the cookie domain in this environment's"
                                    + " configuration.",
                            outcome.answer().label() + ": the Domain of " + Seen.names(foreign)
                                    + " does not include the host that sets it"),
                    name,
                    seen,
                    jwt ? "a JWT" : "a session");
        }
    }

    private void judgeData(Report report, WebAnswer answer, @Nullable JsonNode json, boolean loggedIn)
            throws TroubleException {
        if (!options.expected().user()) {
            return;
        }
        if (!LoginRules.hasBody(answer.status())) {
            report.note(DATA, "not asked for: " + answer.statusLine() + " has no body", null);
            return;
        }
        if (json == null) {
            judgeOtherBody(report, answer, loggedIn);
            return;
        }
        LoginUser.Found found = LoginUser.find(json, options.expected().dataField(), user());
        if (found == LoginUser.Found.DATA) {
            report.good(DATA, "present", null);
        } else if (found == LoginUser.Found.NOBODY) {
            report.fail(noUser(answer), DATA, "absent", "an object");
        } else {
            report.fail(noUserRecognised(answer, JsonShape.of(json)), DATA, "not recognised", "an object");
        }
    }

    /** Without a session it is no login that answers; with one, how it answers is the application's affair. */
    private void judgeOtherBody(Report report, WebAnswer answer, boolean loggedIn) throws TroubleException {
        boolean brokenJson =
                JsonAnswers.isJson(answer) && answer.mediaType() != null && !answer.isBlank() && !answer.cut();
        if (loggedIn && !brokenJson) {
            String shape = answer.isBlank() ? "no body" : answer.looksLikeHtml() ? "an HTML page" : "no JSON";
            report.fail(noUserRecognised(answer, shape), DATA, shape, "an object");
        } else if (brokenJson || answer.looksLikeHtml()) {
            JsonAnswers.read(answer);
        }
    }

    private Trouble noUser(WebAnswer answer) {
        String field = options.expected().dataField();
        return Trouble.of(
                "No user data",
                "The login answers without the user. Check that the user is whole in this environment, and"
                        + " SHIP_LOGIN_DATA_FIELD.",
                answer.label() + ": nothing " + (field == null ? "where the user should be" : "at " + field));
    }

    private Trouble noUserRecognised(WebAnswer answer, String shape) {
        String session = options.expected().session() == Session.ANY ? "session" : "jwt";
        return Trouble.unclear(
                "No user data recognised",
                "Set SHIP_LOGIN_DATA_FIELD to the field that holds the user's data, or, if the login answers without,"
                        + " SHIP_LOGIN_EXPECT=" + session + ".",
                answer.label() + ": " + shape + ", in which no user is recognised");
    }

    private boolean isUserThere(JsonNode json) {
        return LoginUser.find(json, options.expected().dataField(), user()) == LoginUser.Found.DATA;
    }

    private String user() {
        return Objects.requireNonNull(options.user());
    }
}
