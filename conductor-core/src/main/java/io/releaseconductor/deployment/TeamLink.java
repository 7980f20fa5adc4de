package io.releaseconductor.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link of the team's own on its cards, such as one to the logs of a version. Immutable.
 *
 * @param label what it is called, 1 to {@value #MAX_LABEL_LENGTH} characters
 * @param target an http or https address of at most {@value #MAX_TARGET_LENGTH} characters, in which {@code {version}},
 *     {@code {ref}}, {@code {deploy_id}} and {@code {env}} stand for what the deployment says
 */
public record TeamLink(String label, String target) {

    /** The longest label, in characters. */
    public static final int MAX_LABEL_LENGTH = 40;

    /** The longest target, in characters. */
    public static final int MAX_TARGET_LENGTH = 400;

    /** What may stand in a target for what the deployment says. */
    public static final List<String> PLACEHOLDERS = List.of("{version}", "{ref}", "{deploy_id}", "{env}");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the label or the target is not allowed
     */
    public TeamLink {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(target, "target");
        String problem = problem(label, target);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /**
     * What is wrong with a link.
     *
     * @param label what it is to be called
     * @param target where it is to lead
     * @return what is not allowed and what is; null if there is nothing wrong
     */
    public static @Nullable String problem(String label, String target) {
        if (label.isBlank() || label.length() > MAX_LABEL_LENGTH) {
            return "link: label \"" + label + "\" is not allowed; allowed: 1 to " + MAX_LABEL_LENGTH + " characters";
        }
        boolean opens = target.length() <= MAX_TARGET_LENGTH
                && uri(filled(target)).filter(TeamLink::opens).isPresent();
        return opens
                ? null
                : "link " + label + ": target \"" + target
                        + "\" is not allowed; allowed: an address that begins with http:// or https://, of at most "
                        + MAX_TARGET_LENGTH + " characters, which may hold " + String.join(", ", PLACEHOLDERS);
    }

    private static String filled(String target) {
        String filled = target;
        for (String placeholder : PLACEHOLDERS) {
            filled = filled.replace(placeholder, "1");
        }
        return filled;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean opens(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null && uri.getUserInfo() == null;
    }
}
