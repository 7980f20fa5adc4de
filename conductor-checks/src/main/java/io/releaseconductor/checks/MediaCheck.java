package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does the application hand out presigned URLs, and does the storage behind them answer? Nothing is uploaded. */
final class MediaCheck extends WebCheck {

    static final String ID = "media";

    private static final String VARIABLES = "SHIP_MEDIA";
    private static final String LOGIN = "Login for presigning";
    private static final String ANSWERS = "Presign answers";
    private static final String URL = "Presigned URL returned";
    private static final String WANTED = "a presigned http or https URL";
    private static final String NO_URL = "No presigned URL";
    private static final String HOLDS = "Signature holds";
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(3);
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
        if (login != null && !Login.isPossible(login)) {
            return CheckResult.noData("No credentials for presigning")
                    .withHint("Set SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD, or take away SHIP_MEDIA_LOGIN if presigning"
                            + " needs no login.");
        }
        Report report = new Report();
        report.link(Links.to(options.endpoint()));
        Deadline deadline = Deadline.before(context.timeLimit());
        WebRequest request = WebRequest.json(options.endpoint(), options.body());
        if (login != null) {
            try {
                request = Login.loggedIn(request, logIn(report, login, deadline), login);
            } catch (TroubleException e) {
                report.fail(prefixed("Login: ", e.trouble()), LOGIN);
                return report.result("Presign working", false);
            }
        }
        verify(report, request, deadline);
        return report.result("Presign working", false);
    }

    private Login.Outcome logIn(Report report, AuthOptions login, Deadline deadline)
            throws TroubleException, InterruptedException {
        Login.Outcome outcome = Login.perform(web, login, deadline, clock.instant());
        Trouble refused = LoginStatus.trouble(outcome.answer(), login);
        if (refused != null) {
            throw refused.asException();
        }
        report.good(LOGIN, outcome.answer().statusLine(), null);
        return outcome;
    }

    private void verify(Report report, WebRequest request, Deadline deadline) throws InterruptedException {
        Optional<PresignedUrl> presigned;
        try {
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
        JsonNode json = read(answer);
        report.good(ANSWERS, answer.statusLine() + " in " + Sizes.text(answer.latency()), StatusNames.line(expected));
        UrlFinder finder = UrlFinder.in(json, options.urlField());
        Optional<PresignedUrl> url = finder.best();
        Trouble trouble = url.isPresent() ? urlTrouble(url.get(), answer, json) : noUrl(finder, answer, json);
        if (trouble != null) {
            report.fail(trouble, URL, trouble.message(), WANTED);
            return Optional.empty();
        }
        url.ifPresent(u -> report.good(URL, u.toString(), WANTED));
        return url;
    }

    /** JSON, or the URL alone as text. */
    private static JsonNode read(WebAnswer answer) throws TroubleException {
        String text = answer.text().strip();
        return text.matches("(?i)https?://\\S+") ? TextNode.valueOf(text) : JsonAnswers.read(answer);
    }

    private Trouble refused(WebAnswer answer, int expected) {
        Trouble trouble = StatusTroubles.of(answer, expected, VARIABLES);
        boolean denied = answer.status() == 401 || answer.status() == 403;
        boolean led = answer.status() >= 300 && answer.status() < 400;
        if (led && options.login() == null) {
            return trouble.asUnclear()
                    .withHint(trouble.hint()
                            + " If that is a login, set SHIP_MEDIA_LOGIN=true to log in with SHIP_LOGIN_USER first.");
        }
        if (!denied) {
            return StatusTroubles.ofRoute(answer, expected, VARIABLES);
        }
        return options.login() == null
                ? trouble.asUnclear()
                        .withHint(
                                "Presigning asks for a login. Set SHIP_MEDIA_LOGIN=true to log in with SHIP_LOGIN_USER"
                                        + " first.")
                : trouble.withHint(
                        "The user that logged in may not presign. Check its permissions, and that the login's cookie"
                                + " holds for the presign route.");
    }

    private Trouble noUrl(UrlFinder finder, WebAnswer answer, JsonNode json) {
        if (finder.hasText()) {
            return Trouble.of(
                    "Presigned URL is no URL",
                    "Browsers need an absolute URL to upload to. Check the storage endpoint in this environment's"
                            + " configuration.",
                    answer.label() + ": the value is no absolute http or https URL");
        }
        if (Envelope.of(json).error()) {
            return Trouble.of(
                    "Presigning reports an error",
                    "The answer itself tells of an error, whatever its status. Check the application's logs and its"
                            + " storage credentials in this environment.",
                    answer.label() + ": " + answer.statusLine() + " with an error inside");
        }
        String field = options.urlField();
        if (field == null && finder.hasPlace()) {
            return Trouble.of(
                    NO_URL,
                    "The place of the URL is there, with nothing in it: the application did not sign one. Check its logs, and its"
                            + " storage credentials in this environment.",
                    answer.label() + ": the field for the URL is empty; seen was " + JsonShape.of(json));
        }
        String hint =
                "The answer has no URL where one was looked for. Set SHIP_MEDIA_URL_FIELD to the field that holds it,"
                        + " such as upload.url.";
        String error = answer.label() + ": no URL " + (field == null ? "anywhere" : "at " + field) + "; seen was "
                + JsonShape.of(json);
        // where it is set, its absence says something; unless there is one elsewhere, so that it is the setting that
        // does not fit
        boolean known = finder.hasPlace()
                || (field != null && UrlFinder.in(json, null).best().isEmpty());
        return known ? Trouble.of(NO_URL, hint, error) : Trouble.unclear(NO_URL, hint, error);
    }

    private @Nullable Trouble urlTrouble(PresignedUrl url, WebAnswer answer, JsonNode json) {
        if (!url.isSigned()) {
            return unsigned(url, answer, json);
        }
        Instant now = clock.instant();
        Instant told = answer.headers().getInstant("Date");
        // where the two clocks do not agree, the storage will tell
        if (url.lifetime().isOver(now) && (told == null || url.lifetime().isOver(told))) {
            return Trouble.of(
                    "Presigned URL already expired",
                    "A fresh URL has run out already. Check its life time, and the clocks of application and"
                            + " conductor.",
                    answer.label() + ": the end of the URL's life time has passed, at " + url);
        }
        if (url.lifetime().isYetToBegin(now) && (told == null || url.lifetime().isYetToBegin(told))) {
            return Trouble.of(
                    "Presigned URL not yet valid",
                    "The URL is signed for a time that has not come. Check the clocks of application and conductor.",
                    answer.label() + ": the beginning of the URL's life time is more than 15 minutes ahead, at " + url);
        }
        return null;
    }

    private Trouble unsigned(PresignedUrl url, WebAnswer answer, JsonNode json) {
        String error = answer.label() + ": no signature that is known, at " + url + "; seen was " + JsonShape.of(json);
        if (url.signature() == UrlSignature.NONE && url.mayBeSecretItself()) {
            return Trouble.unclear(
                    "Signature not recognised",
                    "The URL may be a secret by itself, or signed in a way that is not known. Set SHIP_MEDIA_URL_FIELD"
                            + " to a URL that is signed, or leave media out of SHIP_CHECKS.",
                    error);
        }
        return Trouble.of(
                "URL is not presigned",
                "The URL carries no signature, so nobody can upload with it. Check that the application has storage"
                        + " credentials in this environment.",
                error);
    }

    private void probe(Report report, PresignedUrl presigned, Deadline deadline) throws InterruptedException {
        try {
            WebAnswer answer = web.send(WebRequest.presigned(presigned.url(), options.endpoint()), deadline);
            Trouble trouble = StorageAnswers.judge(answer, presigned.signature() == UrlSignature.STORAGE);
            if (trouble == null) {
                report.good(ACCESSIBLE, "the storage answers, " + answer.statusLine(), null);
                if (StorageAnswers.isMismatch(answer) && presigned.signsHostAlone()) {
                    tryUpload(report, presigned, deadline);
                }
            } else {
                report.fail(trouble, ACCESSIBLE, trouble.message(), null);
            }
        } catch (TroubleException e) {
            report.fail(prefixed("Storage: ", e.trouble()), ACCESSIBLE);
        }
    }

    /**
     * A URL that is refused for reading is signed for something else, or with another key. Which of the two is told by an upload
     * that is refused for its digest, or for its signature once more. Any other answer tells nothing.
     */
    private void tryUpload(Report report, PresignedUrl presigned, Deadline deadline) throws InterruptedException {
        if (!options.probesPut()) {
            report.note(HOLDS, "not asked", null);
            return;
        }
        try {
            WebRequest trial = WebRequest.trial(presigned.url(), options.endpoint());
            WebAnswer answer = web.send(trial, deadline.atMost(LONGEST_TRIAL));
            if (StorageAnswers.isMismatch(answer)) {
                report.fail(StorageAnswers.refused(answer), HOLDS, "refused for reading and for uploading", null);
                return;
            }
            if (StorageAnswers.showsThatSignatureHolds(answer)) {
                report.good(HOLDS, "an empty upload got past it, " + answer.statusLine(), null);
                return;
            }
        } catch (TroubleException e) {
            // Noted below: that host, bucket and key are known is shown already.
        }
        report.note(HOLDS, "not shown, only an upload could", null);
    }

    private static Trouble prefixed(String prefix, Trouble trouble) {
        String message = trouble.message();
        return trouble.withMessage(prefix + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
    }
}
