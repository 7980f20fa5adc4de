package io.releaseconductor;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants shipped.
 *
 * @param environment where to
 * @param strategy how far the deploy phase goes
 * @param ref the branch or tag, or null for the dispatcher's default
 * @param version the version, or null for the commit that the ref points at when it is shipped, and where nobody knows that, for what the
 *     workflow's run deploys
 * @param note why, in one line of at most {@value DeployRequest#MAX_NOTE_LENGTH} characters; null if nothing is said. What is given is made
 *     one line, cut if it is longer, and null if nothing of it can be seen
 * @param destination where in chat the card is shown, as the chat adapter understands it; null for nowhere
 * @param actor who wants it
 * @param key by which a repeat of this request is recognised, or null for none; see {@link #withKey}
 * @param override why it is to begin against rules of the pre-flight; null to be refused by them. One line, as the note
 */
public record ShipRequest(
        Environment environment,
        Strategy strategy,
        @Nullable String ref,
        @Nullable String version,
        @Nullable String note,
        @Nullable String destination,
        Actor actor,
        @Nullable String key,
        @Nullable String override) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /**
     * Validates, and makes one line of the note.
     *
     * @throws IllegalArgumentException if the key is not allowed
     */
    public ShipRequest {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(actor, "actor");
        note = note == null ? null : PlainLine.shown(note, DeployRequest.MAX_NOTE_LENGTH);
        override = override == null ? null : PlainLine.shown(override, AdmissionOverride.MAX_REASON);
        if (key != null && !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key: a text of " + key.length()
                    + " characters is not allowed; allowed: 1 to 128 visible ASCII characters, no spaces");
        }
    }

    /**
     * A request with the spec's defaults but for the environment: strategy full, the dispatcher's ref and version, no card.
     *
     * @param environment where to
     * @param actor who wants it
     * @return the request
     */
    public static ShipRequest to(Environment environment, Actor actor) {
        return new ShipRequest(environment, Strategy.FULL, null, null, null, null, actor, null, null);
    }

    /**
     * The same with a strategy.
     *
     * @param value the strategy
     * @return the changed request
     */
    public ShipRequest withStrategy(Strategy value) {
        return new ShipRequest(environment, value, ref, version, note, destination, actor, key, override);
    }

    /**
     * The same with a branch or tag.
     *
     * @param value the branch or tag, or null
     * @return the changed request
     */
    public ShipRequest withRef(@Nullable String value) {
        return new ShipRequest(environment, strategy, value, version, note, destination, actor, key, override);
    }

    /**
     * The same with a version.
     *
     * @param value the version, or null
     * @return the changed request
     */
    public ShipRequest withVersion(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, value, note, destination, actor, key, override);
    }

    /**
     * The same with a note.
     *
     * @param value why it is shipped, for people: shown on the card and in the history, and taken along to the linked environment; null or
     *     blank for none
     * @return the changed request
     */
    public ShipRequest withNote(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, version, value, destination, actor, key, override);
    }

    /**
     * The same with a place in chat.
     *
     * @param value the destination, or null
     * @return the changed request
     */
    public ShipRequest withDestination(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, version, note, value, actor, key, override);
    }

    /**
     * The same with a key: the id of the interaction in chat, of the HTTP request, or the like. If the same request comes again with the
     * same key, nothing is shipped a second time, also when the first one has settled meanwhile; the answer is the deployment that was
     * created then. A key is remembered for as long as that deployment is kept: until a day after it has settled, by default.
     *
     * @param value 1 to 128 visible ASCII characters that no other request has, or null
     * @return the changed request
     */
    public ShipRequest withKey(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, version, note, destination, actor, value, override);
    }

    /**
     * The same against rules of the pre-flight that do not admit it now. Takes the permission to {@link
     * io.releaseconductor.deployment.Action#OVERRIDE override} as well; the team is told. Of no account where all rules admit it.
     *
     * @param value why, for people; null or blank to be refused by the rules
     * @return the changed request
     */
    public ShipRequest withOverride(@Nullable String value) {
        return new ShipRequest(environment, strategy, ref, version, note, destination, actor, key, value);
    }
}
