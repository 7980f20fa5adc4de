package io.releaseconductor.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of texts from outside, which may have them back. Immutable. */
public final class Masking {

    private static final String MASK = "***";

    private final List<String> secrets;

    private Masking(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * Masks secrets.
     *
     * @param secrets what is masked; blank ones are not
     * @return what masks them
     */
    public static Masking of(Collection<Secret> secrets) {
        return new Masking(secrets.stream()
                .map(Secret::reveal)
                .filter(secret -> !secret.isBlank())
                // one that holds another is taken out whole
                .sorted(Comparator.comparingInt(String::length).reversed())
                .distinct()
                .toList());
    }

    /**
     * Masks a text.
     *
     * @param text any text
     * @return the text with three asterisks for every secret in it
     */
    public String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
