package io.releaseconductor.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which values of variables are secrets, as far as their names and their form tell. */
final class SecretValues {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*_)?(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|AUTHORIZATION|(API|PRIVATE|ACCESS|AUDIT)_?KEY)S?(_.*)?");

    private static final Pattern IN_URL = Pattern.compile("//[^:@/\\s]*:([^@/\\s]+)@|(?i:[?&;]password=)([^&;\\s]+)");

    /** What is shorter keeps nothing secret, and without it no text could be read any more. */
    private static final int SHORTEST = 4;

    private SecretValues() {}

    static Set<Secret> in(Map<String, String> variables) {
        Set<Secret> secrets = new LinkedHashSet<>();
        variables.forEach((name, value) -> {
            if (NAME.matcher(name).matches()) {
                add(value.strip(), secrets);
            }
            Matcher url = IN_URL.matcher(value);
            while (url.find()) {
                add(url.group(1) == null ? url.group(2) : url.group(1), secrets);
            }
        });
        return secrets;
    }

    private static void add(String value, Set<Secret> secrets) {
        if (value.length() >= SHORTEST) {
            secrets.add(new Secret(value));
        }
    }
}
