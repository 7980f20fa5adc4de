package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Loads what a page names, and judges it as a browser would. A script of the page's own site that a browser does not run breaks
 * the page; what other sites serve, and what the page can do without, only warns.
 */
final class PageLoader {

    private static final String SCRIPTS = "Scripts load";

    private final WebClient web;
    private final FrontendOptions options;
    private final Deadline deadline;
    private final Set<HttpUrl> imported = new HashSet<>();

    PageLoader(WebClient web, FrontendOptions options, Deadline deadline) {
        this.web = web;
        this.options = options;
        this.deadline = deadline;
    }

    void load(Report report, Page page, HttpUrl url) throws InterruptedException {
        if (options.maxScripts() == 0) {
            return;
        }
        List<PageResource> wanted = page.resources().stream()
                .filter(r -> !options.ownScriptsOnly() || Sites.isSameSite(r.url(), url))
                .toList();
        List<PageResource> scripts = scripts(wanted);
        List<PageResource> loaded = scripts.subList(0, Math.min(scripts.size(), options.maxScripts()));
        page.inlineModules().forEach(text -> noteImports(text, loaded));
        judgeNames(report, page, url);
        int bad = 0;
        for (PageResource script : loaded) {
            bad += loads(report, script, loaded, page, url) ? 0 : 1;
        }
        if (bad == 0) {
            report.good(SCRIPTS, loaded.size() + " loaded", loaded.size() + " loaded");
        }
        if (scripts.size() > loaded.size()) {
            report.note(
                    "Further scripts",
                    "the page names " + scripts.size() + " scripts, only the first " + loaded.size() + " were loaded",
                    null);
        }
        int left = options.maxScripts() - loaded.size();
        for (PageResource style :
                wanted.stream().filter(PageLoader::isStyle).limit(left).toList()) {
            loadStyle(report, style, page, url);
        }
    }

    /** A script may still put a map of names into the page, so this is no more than a warning. */
    private static void judgeNames(Report report, Page page, HttpUrl url) {
        if (page.hasModuleOfNoAddress()) {
            report.warn(
                    Trouble.of(
                            "Module of no address",
                            "A module in the page imports another one by a name that no import map in the page knows. Check"
                                    + " that the build resolves such names, or that the import map is in the page before it.",
                            WebRequest.shown(url) + ": a module is imported by name, and no import map has it"),
                    "Modules by name",
                    "one leads nowhere",
                    "in an import map");
        }
    }

    private static boolean isStyle(PageResource resource) {
        return resource.kind() == PageResource.Kind.STYLESHEET;
    }

    /** What is preloaded comes last: whether it is needed is told by the modules that are read before it. */
    private static List<PageResource> scripts(List<PageResource> wanted) {
        return wanted.stream()
                .filter(r -> !isStyle(r))
                .sorted(Comparator.comparing(r -> r.kind() == PageResource.Kind.PRELOADED_MODULE))
                .toList();
    }

    private void noteImports(String module, List<PageResource> resources) {
        resources.stream().map(PageResource::url).forEach(url -> {
            String file = url.pathSegments().get(url.pathSize() - 1);
            if (!file.isEmpty() && module.contains(file)) {
                imported.add(url);
            }
        });
    }

    /** A page works without its styles, if not prettily: a file that is not there is told in the details only. */
    private void loadStyle(Report report, PageResource style, Page in, HttpUrl page) throws InterruptedException {
        String name = style.kind().words() + " " + WebRequest.shown(style.url());
        try {
            WebAnswer answer = fetch(style, page);
            if (answer.isSuccess()) {
                Trouble trouble = ResourceRules.judge(style, answer, page, in.isIsolated());
                if (trouble != null) {
                    report.warn(trouble, name, trouble.message(), null);
                }
            } else {
                report.note(name, answer.statusLine(), null);
            }
        } catch (TroubleException e) {
            report.note(name, e.trouble().message(), null);
        }
    }

    private boolean loads(Report report, PageResource script, List<PageResource> all, Page in, HttpUrl page)
            throws InterruptedException {
        Trouble trouble;
        try {
            WebAnswer answer = fetch(script, page);
            if (script.kind().isModule()) {
                noteImports(answer.text(), all);
            }
            trouble = ResourceRules.judge(script, answer, page, in.isIsolated());
        } catch (TroubleException e) {
            trouble = e.trouble();
        }
        if (trouble == null) {
            return true;
        }
        String name = script.kind().words() + " " + WebRequest.shown(script.url());
        if (!trouble.unclear() && breaks(script, page)) {
            report.fail(trouble, name);
        } else {
            report.warn(trouble, name, trouble.message(), null);
        }
        return false;
    }

    /** Whether the page is broken without it. */
    private boolean breaks(PageResource script, HttpUrl page) {
        if (!Sites.isSameSite(script.url(), page)) {
            return false;
        }
        return switch (script.kind()) {
            case CLASSIC_SCRIPT, MODULE -> true;
            case PRELOADED_MODULE -> imported.contains(script.url());
            case LATER_MODULE, STYLESHEET -> false;
        };
    }

    private WebAnswer fetch(PageResource resource, HttpUrl page) throws TroubleException, InterruptedException {
        WebRequest request = WebRequest.script(resource.url(), options.endpoint());
        if (page.isHttps() && !resource.url().isHttps()) {
            throw Trouble.of(
                            "Script over plain http",
                            "Browsers block plain http scripts on an https page. Name the script with https.",
                            request.label() + ": named by an https page")
                    .asException();
        }
        boolean told = resource.cors() && !Sites.isSameOrigin(resource.url(), page);
        try {
            return web.send(told ? request.withOrigin(Sites.origin(page)) : request, deadline);
        } catch (TroubleException e) {
            throw notLoaded(e.trouble()).asException();
        }
    }

    /** The page itself was served, so this is no outage; and where our own time ran out, nothing is known. */
    private Trouble notLoaded(Trouble cause) {
        boolean unclear = cause.unclear() || deadline.left().isZero();
        return new Trouble(
                "Script does not load",
                cause.message() + ". " + cause.hint(),
                cause.error(),
                false,
                unclear,
                cause.unanswered());
    }
}
