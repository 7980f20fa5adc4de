package io.releaseconductor.checks.browser;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Does the page's JavaScript run without errors? Each look has a browser of its own, which is gone when the look ends. */
final class BrowserCheck implements Check {

    static final String ID = "browser";

    /** What is kept of the time for ending the browser, at most. */
    private static final Duration FOR_THE_END = Duration.ofSeconds(2);

    private final BrowserOptions options;
    private final Path folder;
    private final @Nullable String lastWord;

    BrowserCheck(BrowserOptions options) {
        this(options, Path.of(System.getProperty("java.io.tmpdir")), null);
    }

    /**
     * A check.
     *
     * @param options how it looks
     * @param folder where each look has a folder of its own, for as long as it takes
     * @param lastWord what a page says as a debug message when nothing more will come, so that it need not be watched any longer; null if
     *     pages say no such thing
     */
    BrowserCheck(BrowserOptions options, Path folder, @Nullable String lastWord) {
        this.options = options;
        this.folder = folder;
        this.lastWord = lastWord;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Duration timeLimit() {
        return options.timeLimit();
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        Visit visit;
        try {
            visit = new Route(options).visit(context);
        } catch (IllegalArgumentException e) {
            return CheckResult.noData("No address for the target")
                    .withHint("With the name of this target in it, FRONTEND_BASE_URL_CANARY is no address.");
        }
        return named(look(visit, context), visit).withLink(link(visit));
    }

    private CheckResult look(Visit visit, CheckContext context) throws InterruptedException {
        Deadline deadline = deadline(context);
        try {
            Path binary = BrowserBinary.find(options.browser(), BrowserBinary.path());
            Owner owner = new Owner(visit.page(), options.ownHosts());
            try (BrowserProcess browser = BrowserProcess.start(binary, options.noSandbox(), folder)) {
                Seen seen = new Look(visit, owner, options.settle(), deadline, lastWord).with(browser);
                return new Judgement(options, visit, seen).result();
            }
        } catch (NoLookException e) {
            return CheckResult.noData(e.summary()).withHint(e.hint()).withError(e.error());
        }
    }

    private static Deadline deadline(CheckContext context) {
        Duration half = context.timeLimit().dividedBy(2);
        Duration kept = half.compareTo(FOR_THE_END) < 0 ? half : FOR_THE_END;
        return Deadline.in(context.timeLimit().minus(kept));
    }

    /** So that nobody looks for it at the environment's own address, nor takes it for what failed there before. */
    private static CheckResult named(CheckResult result, Visit visit) {
        if (visit.words() == null) {
            return result;
        }
        CheckResult named = result.withMessage(result.message() + ", " + visit.words());
        return result.status() == CheckStatus.FAIL ? named.withKind(result.kind() + ", " + visit.words()) : named;
    }

    /** Without its query, which may hold secrets. */
    private static URI link(Visit visit) {
        HttpUrl page = visit.page();
        return URI.create(visit.origin() + page.encodedPath());
    }
}
