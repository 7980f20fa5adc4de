package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Masking;
import io.releaseconductor.config.Secret;
import java.util.ArrayList;
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

    private final List<Secret> secrets;
    private final Masking masking;

    Redaction(Map<String, String> environment) {
        List<String> found = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches()) {
                found.add(value.strip());
            }
            Pattern password = PASSWORD_IN_URL.get(name);
            Matcher url = password == null ? null : password.matcher(value);
            if (url != null && url.find()) {
                found.add(url.group(1));
            }
        });
        secrets = found.stream()
                .filter(secret -> !secret.isEmpty())
                .map(Secret::new)
                .toList();
        masking = Masking.of(secrets);
    }

    /** {@return what is taken out} */
    List<Secret> secrets() {
        return secrets;
    }

    String of(String text) {
        return masking.mask(text);
    }
}
