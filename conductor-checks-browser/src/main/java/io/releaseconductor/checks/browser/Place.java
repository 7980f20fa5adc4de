package io.releaseconductor.checks.browser;

import io.releaseconductor.http.Sites;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code it was.
 *
 * @param url the address of the script or page, as the browser tells it; empty if it does not
 * @param line the line, from 1; 0 if it is not known
 * @param column the column, from 1; 0 if it is not known
 */
record Place(String url, int line, int column) {

    private static final int LONGEST = 200;

    static final Place UNKNOWN = new Place("", 0, 0);

    /** A place as the protocol tells it, which counts from 0. */
    static Place of(String url, int line, int column) {
        return new Place(url, Math.max(0, line + 1), Math.max(0, column + 1));
    }

    static Place of(String url) {
        return new Place(url, 0, 0);
    }

    /** The address that a browser would ask; null if there is none behind it. */
    static @Nullable HttpUrl address(String url) {
        return HttpUrl.parse(url.startsWith("blob:") ? url.substring(5) : url);
    }

    /**
     * Such as {@code /assets/app.js:3:6}, without the host where it is that of the page, and never with a query.
     *
     * @return the words; empty if nothing is known
     */
    String words(HttpUrl page) {
        HttpUrl address = address(url);
        if (address == null) {
            return "";
        }
        boolean sameHost = address.host().equals(page.host()) && address.port() == page.port();
        String host = sameHost ? "" : address.host() + (Sites.isUsual(address) ? "" : ":" + address.port());
        String file = Words.clean(host + address.encodedPath());
        String shown = file.length() <= LONGEST ? file : "…" + file.substring(file.length() - LONGEST);
        return shown + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "");
    }
}
