package io.releaseconductor.checks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A page as a browser reads it: what it loads and runs, and what it says. What stands in comments, templates, noscript and foreign
 * content such as SVG is not run, and neither are data blocks.
 */
final class Page {

    /** It is read twice, and what is longer is read as HTML. */
    private static final int LONGEST_XHTML = 256 * 1024;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private static final Pattern REFRESH = Pattern.compile(
            "\\s*(\\d{1,6})(?:\\.\\d*)?\\s*[;,\\s]\\s*(?:url\\s*=\\s*)?[\"']?([^\"']+)[\"']?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A longer wait gives people time to read: what they read is the page. */
    private static final int LONGEST_REFRESH_SECONDS = 5;

    private final Document document;
    private final String source;
    private final HttpUrl url;
    private final boolean upgraded;
    private final Map<String, PageResource> resources = new LinkedHashMap<>();
    private final List<String> inlineModules = new ArrayList<>();
    private final ImportMap imports = new ImportMap();
    private final boolean isolated;
    private boolean namesNowhere;
    private @Nullable HttpUrl base;

    private Page(Document document, String source, HttpUrl url, boolean upgraded, boolean isolated) {
        this.isolated = isolated;
        this.document = document;
        this.source = source;
        this.url = url;
        this.upgraded = upgraded
                || document.select("meta[http-equiv=Content-Security-Policy]").stream()
                        .anyMatch(meta -> upgrades(meta.attr("content")));
        document.select("base, script, link").stream().filter(Page::isLive).forEach(this::take);
    }

    static Page of(WebAnswer answer) {
        String type = answer.headers().get("Content-Type");
        MediaType parsed = type == null ? null : MediaType.parse(type);
        Charset charset = parsed == null ? null : parsed.charset(null);
        boolean upgraded =
                answer.headers().values("Content-Security-Policy").stream().anyMatch(Page::upgrades);
        try (ByteArrayInputStream bytes = new ByteArrayInputStream(answer.body().toByteArray())) {
            // Without a character set the page's own byte order mark or meta element tells.
            Document document = document(bytes, charset == null ? null : charset.name(), answer);
            return new Page(document, answer.text(), answer.url(), upgraded, isolates(answer));
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static Document document(ByteArrayInputStream bytes, @Nullable String charset, WebAnswer answer)
            throws IOException {
        String at = answer.url().toString();
        if (!"application/xhtml+xml".equals(answer.mediaType()) || answer.body().size() > LONGEST_XHTML) {
            return Jsoup.parse(bytes, charset, at, Parser.htmlParser());
        }
        // there an element may close itself, which HTML ignores: written as HTML it is read as it was meant
        Document xml = Jsoup.parse(bytes, charset, at, Parser.xmlParser());
        xml.outputSettings().syntax(Document.OutputSettings.Syntax.html).prettyPrint(false);
        return Jsoup.parse(xml.outerHtml(), at, Parser.htmlParser());
    }

    /** Whether the page takes from other origins only what says that it may be taken. */
    private static boolean isolates(WebAnswer answer) {
        String policy = answer.headers().get("Cross-Origin-Embedder-Policy");
        return policy != null && policy.strip().toLowerCase(Locale.ROOT).startsWith("require-corp");
    }

    private static boolean upgrades(String policy) {
        return policy.toLowerCase(Locale.ROOT).contains("upgrade-insecure-requests");
    }

    /** What the page loads, in its order, each once. */
    Collection<PageResource> resources() {
        return resources.values();
    }

    /** The text of the modules that are written into the page. */
    List<String> inlineModules() {
        return inlineModules;
    }

    /** Whether other origins have to say that what they serve may be taken. */
    boolean isIsolated() {
        return isolated;
    }

    /** Whether a module in the page imports something by a name that leads nowhere. */
    boolean hasModuleOfNoAddress() {
        return namesNowhere;
    }

    boolean hasScripts() {
        return document.select("script").stream().anyMatch(s -> ScriptType.of(s) != ScriptType.DATA && isLive(s));
    }

    String title() {
        return document.select("title").stream()
                .filter(Page::isHtml)
                .findFirst()
                .map(Element::text)
                .orElse("");
    }

    /** Whether a text is in the page, as people read it or as it is written, however it is spaced. */
    boolean contains(String text) {
        String wanted = spaced(text);
        return spaced(document.text()).contains(wanted) || spaced(source).contains(wanted);
    }

    String text() {
        return document.text();
    }

    static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Where the page sends its visitors by itself and at once, if it does. */
    Optional<HttpUrl> refresh() {
        for (Element meta : document.select("meta[http-equiv=refresh]")) {
            Matcher refresh = REFRESH.matcher(meta.attr("content"));
            if (isLive(meta) && refresh.matches() && Integer.parseInt(refresh.group(1)) <= LONGEST_REFRESH_SECONDS) {
                HttpUrl target = from().resolve(refresh.group(2).strip());
                return Optional.ofNullable(target).filter(t -> !t.equals(url));
            }
        }
        return Optional.empty();
    }

    private HttpUrl from() {
        return base == null ? url : base;
    }

    private void take(Element element) {
        switch (element.normalName()) {
            case "base" -> takeBase(element);
            case "script" -> takeScript(element);
            case "link" -> takeLink(element);
            default -> {}
        }
    }

    /** Whether it is an HTML element that counts; one in a template or in noscript is there for others. */
    private static boolean isLive(Element element) {
        return isHtml(element) && element.parents().stream().noneMatch(Page::isForOthers);
    }

    private static boolean isHtml(Element element) {
        return element.tag().namespace().equals(Parser.NamespaceHtml);
    }

    /** A template is for scripts to copy, unless it is the shadow root of what is around it. */
    private static boolean isForOthers(Element element) {
        boolean shadow = List.of("open", "closed")
                .contains(element.attr("shadowrootmode").toLowerCase(Locale.ROOT));
        return element.normalName().equals("noscript") || (element.normalName().equals("template") && !shadow);
    }

    /** The first base of a page counts, for what comes after it. */
    private void takeBase(Element element) {
        if (base == null && element.hasAttr("href")) {
            base = url.resolve(element.attr("href"));
        }
    }

    private void takeScript(Element element) {
        ScriptType type = ScriptType.of(element);
        boolean classic = type == ScriptType.CLASSIC;
        if (type == ScriptType.IMPORT_MAP && !element.hasAttr("src")) {
            imports.add(element.data(), from());
        }
        if (type != ScriptType.MODULE && !(classic && !element.hasAttr("nomodule"))) {
            return;
        }
        if (element.hasAttr("src")) {
            PageResource.Kind kind = classic ? PageResource.Kind.CLASSIC_SCRIPT : PageResource.Kind.MODULE;
            takeReference(kind, element, element.attr("src"));
            return;
        }
        if (!classic) {
            inlineModules.add(element.data());
            List<String> names = Imports.ofModule(element.data());
            names.forEach(name -> takeImport(PageResource.Kind.MODULE, name));
            namesNowhere |= names.stream()
                    .filter(Predicate.not(name -> SCHEME.matcher(name).matches()))
                    .anyMatch(name -> imports.resolve(name, from()) == null);
        }
        Imports.later(element.data()).forEach(name -> takeImport(PageResource.Kind.LATER_MODULE, name));
    }

    private void takeImport(PageResource.Kind kind, String specifier) {
        HttpUrl target = imports.resolve(specifier, from());
        if (target != null) {
            add(new PageResource(kind, loaded(target), PageResource.Access.ANYBODY, null));
        }
    }

    private void takeLink(Element element) {
        List<String> relations =
                List.of(element.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"));
        if (relations.contains("modulepreload")) {
            takeReference(PageResource.Kind.PRELOADED_MODULE, element, element.attr("href"));
        } else if (relations.contains("stylesheet")
                && !relations.contains("alternate")
                && !element.hasAttr("disabled")) {
            takeReference(PageResource.Kind.STYLESHEET, element, element.attr("href"));
        }
    }

    private void takeReference(PageResource.Kind kind, Element element, String reference) {
        HttpUrl target = reference.isBlank() ? null : from().resolve(reference.strip());
        if (target != null) {
            String integrity = element.attr("integrity");
            boolean cors = kind.isModule() || element.hasAttr("crossorigin");
            PageResource.Access access = !cors
                    ? PageResource.Access.UNREAD
                    : element.attr("crossorigin").equalsIgnoreCase("use-credentials")
                            ? PageResource.Access.WITH_CREDENTIALS
                            : PageResource.Access.ANYBODY;
            add(new PageResource(kind, loaded(target), access, integrity.isBlank() ? null : integrity));
        }
    }

    private HttpUrl loaded(HttpUrl target) {
        HttpUrl.Builder builder = target.newBuilder().fragment(null);
        if (upgraded && url.isHttps() && !target.isHttps()) {
            builder.scheme("https");
            if (target.port() == HttpUrl.defaultPort("http")) {
                builder.port(HttpUrl.defaultPort("https"));
            }
        }
        return builder.build();
    }

    /** What is preloaded or asked for later, and also run, counts as what is run. */
    private void add(PageResource resource) {
        boolean classic = resource.kind() == PageResource.Kind.CLASSIC_SCRIPT;
        resources.merge(
                (classic ? "classic " : "") + resource.url(),
                resource,
                (known, more) -> more.kind() == PageResource.Kind.MODULE ? more : known);
    }

    /** The types of script elements. */
    enum ScriptType {
        CLASSIC,
        MODULE,
        IMPORT_MAP,
        /** Not run: templates, settings, structured data, rules for speculation, what another script renamed for itself. */
        DATA;

        private static final Set<String> OF_PAGES = Set.of("module", "importmap");

        static ScriptType of(Element script) {
            String type = script.attr("type");
            String language = script.attr("language");
            if (type.isEmpty() && (script.hasAttr("type") || language.isEmpty())) {
                return CLASSIC;
            }
            String name = script.hasAttr("type")
                    ? type.strip().toLowerCase(Locale.ROOT)
                    : "text/" + language.toLowerCase(Locale.ROOT);
            if (OF_PAGES.contains(name)) {
                return name.equals("module") ? MODULE : IMPORT_MAP;
            }
            return MediaTypes.isJavaScript(name) ? CLASSIC : DATA;
        }
    }
}
