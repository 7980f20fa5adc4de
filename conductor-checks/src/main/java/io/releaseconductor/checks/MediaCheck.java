package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does the application hand out presigned URLs, and does the storage behind them answer? Nothing is uploaded. */
final class MediaCheck extends WebCheck {

    static final String ID = "media";

    private static final String VARIABLES = "SHIP_MEDIA";
    private static final String LOGIN = "Login for presigning";
    private static final String ANSWERS = "Presign answers";
    private static final String URL = "Presigned URL returned";
    private static final String ACCESSIBLE = "URL is accessible";

    private final MediaOptions options;
    private final Clock clock;

    MediaCheck(MediaOptions options, WebClient web, Clock clock, Duration timeLimit) {
        super(ID, web, timeLimit);
        this.options = options;
        this.clock = clock;
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        AuthOptions login = options.login();
        Optional<WebRequest> loginRequest = login == null ? Optional.empty() : Login.request(login);
        if (login != null && loginRequest.isEmpty()) {
            return CheckResult.noData("No credentials for presigning")
                    .withHint(
                            "Set SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD, or take away SHIP_MEDIA_LOGIN if presigning needs no"
                                    + " login.");
        }
        Report report = new Report();
        Deadline deadline = Deadline.before(context.timeLimit());
        String cookies = null;
        if (login != null && loginRequest.isPresent()) {
            try {
                cookies = logIn(report, login, loginRequest.get(), deadline);
            } catch (TroubleException e) {
                report.fail(prefixed("Login: ", e.trouble()), LOGIN);
                return report.result("Presign working", false);
            }
        }
        verify(report, cookies, deadline);
        return report.result("Presign working", false);
    }

    private String logIn(Report report, AuthOptions login, WebRequest request, Deadline deadline)
            throws TroubleException, InterruptedException {
        WebAnswer answer = web.send(request, deadline);
        if (answer.status() != login.endpoint().status()) {
            throw Login.refused(answer, login).asException();
        }
        String cookies = SetCookie.of(answer.headers()).stream()
                .map(c -> c.name() + "=" + c.value())
                .collect(Collectors.joining("; "));
        report.good(LOGIN, answer.statusLine(), null);
        return cookies;
    }

    private void verify(Report report, @Nullable String cookies, Deadline deadline) throws InterruptedException {
        Optional<PresignedUrl> presigned;
        try {
            String sent = cookies == null || cookies.isEmpty() ? null : cookies;
            WebRequest request =
                    WebRequest.json(options.endpoint(), options.body()).withCookies(sent);
            presigned = judge(report, web.send(request, deadline));
        } catch (TroubleException e) {
            report.fail(e.trouble(), ANSWERS);
            return;
        }
        if (presigned.isPresent()) {
            probe(report, presigned.get(), deadline);
        }
    }

    private Optional<PresignedUrl> judge(Report report, WebAnswer answer) throws TroubleException {
        int expected = options.endpoint().status();
        if (answer.status() != expected) {
            throw refused(answer, expected).asException();
        }
        JsonNode json = JsonAnswers.read(answer);
        report.good(ANSWERS, answer.statusLine() + " in " + Sizes.text(answer.latency()), StatusNames.line(expected));
        JsonNode text = PresignedUrl.find(json, options.urlField());
        Optional<PresignedUrl> url = text == null ? Optional.empty() : PresignedUrl.parse(text.textValue(), json);
        Trouble trouble = urlTrouble(text, url.orElse(null), answer);
        if (trouble != null) {
            report.fail(trouble, URL, trouble.message(), "a presigned http or https URL");
            return Optional.empty();
        }
        url.ifPresent(u -> report.good(URL, u.toString(), "a presigned http or https URL"));
        return url;
    }

    private Trouble refused(WebAnswer answer, int expected) {
        Trouble trouble = StatusTroubles.of(answer, expected, VARIABLES);
        boolean denied = answer.status() == 401 || answer.status() == 403;
        if (!denied) {
            return trouble;
        }
        return options.login() == null
                ? trouble.withHint(
                        "Presigning asks for a login. Set SHIP_MEDIA_LOGIN=true to log in with SHIP_LOGIN_USER first.")
                : trouble.withHint(
                        "The user that logged in may not presign. Check its permissions, and that the login's cookie"
                                + " holds for the presign route.");
    }

    private @Nullable Trouble urlTrouble(@Nullable JsonNode text, @Nullable PresignedUrl url, WebAnswer answer) {
        if (text == null) {
            String field = options.urlField();
            return Trouble.of(
                    "No presigned URL",
                    "The answer has no URL where one was looked for. Set SHIP_MEDIA_URL_FIELD to the field that holds it.",
                    answer.label() + ": no URL " + (field == null ? "in any of the usual places" : "at " + field));
        }
        if (url == null) {
            return Trouble.of(
                    "Presigned URL is no URL",
                    "Browsers need an absolute URL to upload to. Check the storage endpoint in this environment's"
                            + " configuration.",
                    answer.label() + ": the value is no absolute http or https URL");
        }
        if (!url.isSigned()) {
            return Trouble.of(
                    "URL is not presigned",
                    "The URL carries no S3 signature, so nobody can upload with it. Check that the application has storage"
                            + " credentials in this environment.",
                    answer.label() + ": neither X-Amz-Signature nor Signature with the parameters that go with it, at "
                            + url);
        }
        if (url.isExpired(clock.instant())) {
            return Trouble.of(
                    "Presigned URL already expired",
                    "A fresh URL has run out already. Check its life time, and the clocks of application and conductor.",
                    answer.label() + ": the end of the URL's life time has passed, at " + url);
        }
        return null;
    }

    private void probe(Report report, PresignedUrl presigned, Deadline deadline) throws InterruptedException {
        try {
            WebAnswer answer = web.send(WebRequest.presigned(presigned.url(), options.endpoint()), deadline);
            Trouble trouble = StorageAnswers.judge(answer);
            if (trouble == null) {
                report.good(ACCESSIBLE, "the storage answers, " + answer.statusLine(), null);
            } else {
                report.fail(trouble, ACCESSIBLE, trouble.message(), null);
            }
        } catch (TroubleException e) {
            report.fail(prefixed("Storage: ", e.trouble()), ACCESSIBLE);
        }
    }

    private static Trouble prefixed(String prefix, Trouble trouble) {
        String message = trouble.message();
        return trouble.withMessage(prefix + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }
}
