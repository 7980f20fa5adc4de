package io.releaseconductor.checks.browser;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import io.releaseconductor.http.Sites;
import io.releaseconductor.model.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Judges what was seen of a page. The worst of it makes the result. */
final class Judgement {

    private static final String NO_ERRORS = "No JavaScript errors";
    private static final Pattern VERSION = Pattern.compile("^(\\w{1,40})/(\\d{1,9}).*$");
    private static final int MOST_TOLD = 10;
    private static final int LONGEST = 300;
    private static final int LONGEST_KIND = 1_000;

    private final BrowserOptions options;
    private final Visit visit;
    private final Seen seen;
    private final List<Troubles.Counted> ignored;
    private final List<Troubles.Counted> troubles;

    Judgement(BrowserOptions options, Visit visit, Seen seen) {
        this.options = options;
        this.visit = visit;
        this.seen = seen;
        Allowed allowed = new Allowed(options.allowed());
        ignored = seen.troubles().stream()
                .filter(each -> allowed.allows(each.trouble(), visit.page()))
                .toList();
        troubles =
                seen.troubles().stream().filter(each -> !ignored.contains(each)).toList();
    }

    /**
     * Judges.
     *
     * @return the result, which has no link yet
     * @throws NoLookException if it is not the application's page that was seen
     */
    CheckResult result() throws NoLookException {
        requirePage();
        List<Troubles.Counted> failures = of(CheckStatus.FAIL);
        List<Troubles.Counted> warnings = of(CheckStatus.WARNING);
        CheckResult result = !failures.isEmpty()
                ? told(CheckResult.fail(headline(failures)), failures.get(0)).withKind(kind(failures))
                : seen.end() != Seen.End.WATCHED || !seen.complete()
                        ? unfinished()
                        : !warnings.isEmpty()
                                ? told(CheckResult.warning(headline(warnings)), warnings.get(0))
                                : CheckResult.pass(NO_ERRORS + ", seen with " + browser());
        return result.withFindings(findings());
    }

    /** Such as {@code Chrome 156}. */
    private String browser() {
        return VERSION.matcher(seen.browser()).replaceFirst("$1 $2");
    }

    /** Whether there is a page, and whether it is well, is what the frontend check asks. */
    private void requirePage() throws NoLookException {
        int status = seen.status();
        if (status >= 400 && status != options.status()) {
            throw new NoLookException(
                    "No page to look at",
                    "Whether there should be one, the frontend check says. Look at SHIP_FRONTEND_PATH if it passes.",
                    "answered with " + status);
        }
        if (visit.isLostAt(seen.page())) {
            throw new NoLookException(
                    "Page leads away from the canary",
                    "What answers there need not be the canary. Let it answer at its own address, or set the base URL to where the"
                            + " redirect ends.",
                    "led to " + Sites.origin(seen.page()));
        }
        if (!new Owner(visit.page(), options.ownHosts()).isOwn(seen.page())) {
            throw new NoLookException(
                    "Page leads to another site",
                    "What is seen there is not the application. Set SHIP_FRONTEND_PATH to a page that is seen without a login, or name"
                            + " the site in SHIP_BROWSER_OWN_HOSTS if it is the application's as well.",
                    "led to " + seen.page().host());
        }
    }

    private List<Troubles.Counted> of(CheckStatus status) {
        return troubles.stream()
                .filter(each -> each.trouble().status() == status)
                .toList();
    }

    /** The kind of the first, as the words of the spec have it, and how many there are. */
    private static String headline(List<Troubles.Counted> all) {
        String first = all.get(0).trouble().kind().words();
        return all.size() == 1 ? first : first + " and " + (all.size() - 1) + " more";
    }

    private CheckResult told(CheckResult result, Troubles.Counted first) {
        return result.withError(OneLine.cut(line(first), CheckResult.MAX_TEXT_LENGTH))
                .withHint("Open the page with the browser's console. What is known and does no harm can be allowed with"
                        + " SHIP_BROWSER_ALLOW.");
    }

    private CheckResult unfinished() {
        if (seen.end() == Seen.End.CRASHED) {
            return CheckResult.noData("Page crashed")
                    .withHint(
                            "The browser ended the page's process. Most often there is too little memory where the conductor runs; open"
                                    + " the page elsewhere to see whether it is the page.");
        }
        if (!seen.complete()) {
            return CheckResult.noData("Page says too much")
                    .withHint("It logged more at once than is read, so that an error may have been missed.");
        }
        return CheckResult.warning("Page had not loaded in time")
                .withHint(
                        "It was watched for as long as SHIP_BROWSER_TIMEOUT_MS allows. Look at what it still waits for in the browser's"
                                + " network log, or give it longer.");
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<Troubles.Counted> told = new ArrayList<>(of(CheckStatus.FAIL));
        told.addAll(of(CheckStatus.WARNING));
        told.addAll(of(CheckStatus.NO_DATA));
        told.stream().limit(MOST_TOLD).map(this::finding).forEach(findings::add);
        if (told.size() > MOST_TOLD) {
            findings.add(
                    new Finding("Further ones", CheckStatus.NO_DATA, (told.size() - MOST_TOLD) + " not listed", null));
        }
        if (!ignored.isEmpty()) {
            int count = ignored.stream().mapToInt(Troubles.Counted::count).sum();
            findings.add(new Finding("Ignored", CheckStatus.NO_DATA, count + " by SHIP_BROWSER_ALLOW", null));
        }
        findings.add(new Finding("Looked with", CheckStatus.NO_DATA, seen.browser(), null));
        return findings;
    }

    private Finding finding(Troubles.Counted each) {
        Trouble trouble = each.trouble();
        String name = trouble.kind().words() + (trouble.own() ? "" : " of another site");
        return new Finding(name, trouble.status(), line(each), null);
    }

    private String line(Troubles.Counted each) {
        String place = each.trouble().place().words(visit.page());
        return OneLine.cut(each.trouble().text(), LONGEST)
                + (place.isEmpty() ? "" : " at " + place)
                + (each.count() == 1 ? "" : " (" + each.count() + " times)");
    }

    /** What fails, without the places: they move from one version to the next. */
    private static String kind(List<Troubles.Counted> failures) {
        return OneLine.cut(
                failures.stream()
                        .map(each -> each.trouble().kind().words() + ": "
                                + each.trouble().text() + lostScript(each.trouble()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                LONGEST_KIND);
    }

    /** Another script that is missing is another failure. */
    private static String lostScript(Trouble trouble) {
        @Nullable HttpUrl url = Place.address(trouble.place().url());
        return trouble.kind() == Trouble.Kind.SCRIPT && url != null ? " " + url.host() + url.encodedPath() : "";
    }
}
