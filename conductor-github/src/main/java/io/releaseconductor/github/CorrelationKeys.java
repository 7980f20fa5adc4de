package io.releaseconductor.github;

import io.releaseconductor.model.DeployId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds correlation keys, {@code {deploy_id}/{phase}/{attempt}}, in titles that anybody may have written. */
final class CorrelationKeys {

    private static final int MAX_TITLE = 2_000;
    private static final int MAX_KEYS = 5;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9/-]+");
    private static final Pattern SLASH = Pattern.compile("/");
    private static final Pattern PHASE = Pattern.compile("deploy|promote(-[3-9])?|rollback");
    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");

    private CorrelationKeys() {}

    /** Whether the title shows the whole key, and not only one that begins or ends alike. */
    static boolean shows(String title, String key) {
        return Arrays.asList(BETWEEN_WORDS.split(title)).contains(key);
    }

    /** The deployments whose keys are whole words of the title. */
    static List<DeployId> deployments(String title) {
        String start = title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE);
        return Arrays.stream(BETWEEN_WORDS.split(start))
                .flatMap(word -> deployment(word).stream())
                .distinct()
                .limit(MAX_KEYS)
                .toList();
    }

    private static Optional<DeployId> deployment(String word) {
        String[] parts = SLASH.split(word, -1);
        boolean key = parts.length == 3
                && PHASE.matcher(parts[1]).matches()
                && ATTEMPT.matcher(parts[2]).matches();
        return key ? DeployId.parse(parts[0]) : Optional.empty();
    }
}
