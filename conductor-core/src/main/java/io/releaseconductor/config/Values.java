package io.releaseconductor.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What values of variables look like, and how they are shown in messages. */
final class Values {

    static final String BASE_URL = "an http or https URL with a host, and without user, query and fragment,"
            + " such as https://app.example.com";

    static final String ADDRESS =
            "an http or https URL with a host, and without user and fragment, such as https://status.example.com/open?part=api";

    private static final int MAX_SHOWN = 100;
    private static final int MAX_PORT = 65_535;
    // 18 digits always fit a long.
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern HTTP = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

    private Values() {}

    static Optional<Long> wholeNumber(String text) {
        return WHOLE_NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Strips slashes at the end, so that a path can be appended. */
    static Optional<URI> baseUrl(String text) {
        return address(text.replaceAll("/+$", "")).filter(url -> url.getRawQuery() == null);
    }

    /** As it stands, with its query. */
    static Optional<URI> address(String text) {
        try {
            URI url = new URI(text);
            boolean good = url.getScheme() != null
                    && HTTP.matcher(url.getScheme()).matches()
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= MAX_PORT
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            return good ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            // Its message quotes the text, user and password included, so it goes no further.
            return Optional.empty();
        }
    }

    /** The same with a placeholder in it, for a name or a port. */
    static Optional<String> baseUrlWith(String text, String placeholder) {
        boolean good = Stream.of("part", "1")
                .map(each -> baseUrl(text.replace(placeholder, each)))
                .anyMatch(Optional::isPresent);
        return good ? Optional.of(text.replaceAll("/+$", "")) : Optional.empty();
    }

    /** Hides what may be user, password or token, in URLs that need not be well-formed. */
    static String withoutSecrets(String url) {
        int at = url.lastIndexOf('@');
        int slashes = url.indexOf("//");
        String start = slashes >= 0 && slashes < at ? url.substring(0, slashes + 2) : "";
        String shown = at < 0 ? url : start + "***" + url.substring(at);
        return shown.replaceFirst("(?s)([?#]).*", "$1***");
    }

    /** Short, and on one line. */
    static String quoted(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return "\"" + (line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…") + "\"";
    }
}
