package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values of secret variables out of whatever is about to be printed. The last line of defence, not the first. */
final class Redaction {

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(DISCORD|GITHUB|REDIS|JDBC|SHIP|PROMETHEUS|INCIDENT)_.*(TOKEN|SECRET|PASSWORD|PRIVATE_KEY|AUDIT_KEY|AUTHORIZATION).*");
    private static final Map<String, Pattern> PASSWORD_IN_URL = Map.of(
            "REDIS_URL", Pattern.compile("//[^:@/]*:([^@/]+)@"),
            "JDBC_URL", Pattern.compile("(?i)[?&;]password=([^&;]+)"));
    private static final String HIDDEN = "***";

    private final List<String> secrets = new ArrayList<>();

    Redaction(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches()) {
                add(value.strip());
            }
            Pattern password = PASSWORD_IN_URL.get(name);
            Matcher url = password == null ? null : password.matcher(value);
            if (url != null && url.find()) {
                add(url.group(1));
            }
        });
        // One that holds another is taken out whole.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void add(String secret) {
        if (!secret.isEmpty()) {
            secrets.add(secret);
        }
    }

    /** {@return what is taken out} */
    List<Secret> secrets() {
        return secrets.stream().map(Secret::new).toList();
    }

    String of(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, HIDDEN);
        }
        return shown;
    }
}
