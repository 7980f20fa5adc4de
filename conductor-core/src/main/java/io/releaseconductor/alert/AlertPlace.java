package io.releaseconductor.alert;

import io.releaseconductor.model.Called;
import java.util.List;

/**
 * Where in chat alerts are posted, whichever way a deployment was shipped. Immutable.
 *
 * @param destination as the chat knows it, such as the id of a channel; not blank
 * @param groups the chat's own ids of the groups or roles that each alert mentions, besides whom the deployment calls; each once and in
 *     order, as {@link Called} allows
 */
public record AlertPlace(String destination, List<String> groups) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the destination is blank, or the groups are not allowed
     */
    public AlertPlace {
        if (destination.isBlank()) {
            throw new IllegalArgumentException("alert place: destination is blank; allowed: what the chat calls it");
        }
        groups = new Called(groups, false).groups();
    }

    /**
     * A place where alerts mention nobody.
     *
     * @param destination as the chat knows it
     * @return the place
     * @throws IllegalArgumentException if it is blank
     */
    public static AlertPlace of(String destination) {
        return new AlertPlace(destination, List.of());
    }
}
