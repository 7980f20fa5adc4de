package io.releaseconductor.checks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The scripts that a page names and a browser would load: script elements with a source, and preloaded modules. */
final class PageScripts {

    private static final Set<String> JAVASCRIPT_TYPES = Set.of(
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "text/x-javascript",
            "text/ecmascript",
            "application/ecmascript",
            "application/x-ecmascript",
            "text/x-ecmascript",
            "text/jscript");

    private final HttpUrl page;
    private final Set<HttpUrl> urls = new LinkedHashSet<>();
    private final Set<String> references = new LinkedHashSet<>();
    private @Nullable HttpUrl base;

    private PageScripts(HttpUrl page) {
        this.page = page;
    }

    /** {@return the scripts' URLs in the page's order, each once; what is inline or no http or https URL is left out} */
    static List<HttpUrl> of(String html, HttpUrl page) {
        PageScripts scripts = new PageScripts(page);
        HtmlScanner.scan(html, scripts::take);
        scripts.resolve();
        return List.copyOf(scripts.urls);
    }

    static boolean isJavaScript(@Nullable String mediaType) {
        return mediaType != null && JAVASCRIPT_TYPES.contains(mediaType);
    }

    private void take(HtmlTag tag) {
        switch (tag.name()) {
            case "base" -> takeBase(tag.attribute("href"));
            case "script" -> {
                if (isRun(tag)) {
                    takeReference(tag.attribute("src"));
                }
            }
            case "link" -> {
                if (isModulePreload(tag)) {
                    takeReference(tag.attribute("href"));
                }
            }
            default -> {}
        }
    }

    /** The first base of a page counts. */
    private void takeBase(@Nullable String href) {
        if (base == null && href != null) {
            base = page.resolve(href);
        }
    }

    private void takeReference(@Nullable String reference) {
        if (reference != null && !reference.isBlank()) {
            references.add(reference);
        }
    }

    private void resolve() {
        HttpUrl from = base == null ? page : base;
        for (String reference : references) {
            HttpUrl url = from.resolve(reference);
            if (url != null) {
                urls.add(url.newBuilder().fragment(null).build());
            }
        }
    }

    private static boolean isRun(HtmlTag tag) {
        String type = tag.attribute("type");
        if (type == null || type.isBlank()) {
            return true;
        }
        String essence = type.strip().toLowerCase(Locale.ROOT);
        return essence.equals("module") || JAVASCRIPT_TYPES.contains(essence);
    }

    private static boolean isModulePreload(HtmlTag tag) {
        String rel = tag.attribute("rel");
        return rel != null
                && List.of(rel.toLowerCase(Locale.ROOT).split("\\s+")).contains("modulepreload");
    }
}
