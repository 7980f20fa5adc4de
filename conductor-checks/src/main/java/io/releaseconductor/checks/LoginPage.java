package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A form on a page that people log in with, read for what would have to be set to log in by it. */
final class LoginPage {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][\\w-]{0,39}(?:\\[[A-Za-z_][\\w-]{0,39}\\])?");
    private static final Pattern GUARD = Pattern.compile("(?i).*(?:csrf|xsrf|token|verification).*");

    private LoginPage() {}

    /** The settings for the form on a page, or empty if there is none that is sent to the page's own host. */
    static Optional<Map<String, String>> settings(WebAnswer answer) {
        Element password = Jsoup.parse(answer.text(), answer.url().toString())
                .selectFirst("form[method=post] input[type=password][name]");
        Element form = password == null ? null : password.closest("form");
        if (password == null || form == null) {
            return Optional.empty();
        }
        String action = form.attr("action").strip();
        HttpUrl target = action.isEmpty() ? answer.url() : answer.url().resolve(action);
        Element user = form.selectFirst(
                "input[type=email][name], input[type=text][name], input[type=tel][name], input:not([type])[name]");
        if (target == null
                || !Sites.isSameOrigin(target, answer.url())
                || user == null
                || !FIELD.matcher(user.attr("name")).matches()
                || !FIELD.matcher(password.attr("name")).matches()) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SHIP_LOGIN_PATH", target.encodedPath());
        settings.put("SHIP_LOGIN_FORMAT", "form");
        settings.put("SHIP_LOGIN_USER_FIELD", path(user));
        settings.put("SHIP_LOGIN_PASSWORD_FIELD", path(password));
        if (form.select("input[type=hidden][name]").stream()
                .anyMatch(hidden -> GUARD.matcher(hidden.attr("name")).matches())) {
            settings.put("SHIP_LOGIN_CSRF_PATH", answer.url().encodedPath());
        }
        settings.put("SHIP_LOGIN_STATUS", "302");
        settings.put("SHIP_LOGIN_EXPECT", "session");
        return Optional.of(settings);
    }

    /** Such as {@code user.email} for {@code user[email]}. */
    private static String path(Element field) {
        return field.attr("name").replace('[', '.').replace("]", "");
    }
}
