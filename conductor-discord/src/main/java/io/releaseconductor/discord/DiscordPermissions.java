package io.releaseconductor.discord;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, by Discord's roles and people, per environment and action. What nobody was permitted is denied. Roles come with
 * each command and click, so that a change of them holds from the next one on. Immutable and thread-safe; answers from memory.
 *
 * <p>{@link Action#FULLY} takes the permit for {@link Action#PROMOTE} as well: it comes with a permit for everything, for whoever may
 * promote, and never with one to promote alone.
 *
 * <p>Where four eyes are asked for, by default in {@link Environment#PROD}, the conductor lets nobody promote what they shipped
 * themselves. Who shipped it is the deployment's {@code initiated_by}: for one that was shipped by promoting another, whoever promoted
 * that one; if that was the policy, the person who shipped the first of them. Rolling back and cancelling never need a second person.
 */
public final class DiscordPermissions implements Authorizer {

    private static final String PREFIX = "DISCORD_PERMIT";

    private final Map<Scope, Permit> permits;
    private final Set<Environment> fourEyes;

    private record Scope(
            @Nullable Environment environment, @Nullable Action action) {}

    private DiscordPermissions(Map<Scope, Permit> permits, Set<Environment> fourEyes) {
        this.permits = Map.copyOf(permits);
        this.fourEyes = Set.copyOf(fourEyes);
    }

    /** {@return permissions that permit nobody anything, with four eyes in production: a start for more} */
    public static DiscordPermissions none() {
        return new DiscordPermissions(Map.of(), Set.of(Environment.PROD));
    }

    /**
     * The same with a permit for everything everywhere, unless something more specific is said.
     *
     * @param permit who
     * @return the changed permissions
     */
    public DiscordPermissions permit(Permit permit) {
        return with(new Scope(null, null), permit);
    }

    /**
     * The same with a permit for everything in an environment.
     *
     * @param environment where
     * @param permit who
     * @return the changed permissions
     */
    public DiscordPermissions permit(Environment environment, Permit permit) {
        return with(new Scope(Objects.requireNonNull(environment, "environment"), null), permit);
    }

    /**
     * The same with a permit for an action wherever nothing is said for the environment.
     *
     * @param action what
     * @param permit who
     * @return the changed permissions
     */
    public DiscordPermissions permit(Action action, Permit permit) {
        return with(new Scope(null, Objects.requireNonNull(action, "action")), permit);
    }

    /**
     * The same with a permit for an action in an environment, which goes before all others.
     *
     * @param environment where
     * @param action what
     * @param permit who
     * @return the changed permissions
     */
    public DiscordPermissions permit(Environment environment, Action action, Permit permit) {
        return with(
                new Scope(Objects.requireNonNull(environment, "environment"), Objects.requireNonNull(action, "action")),
                permit);
    }

    private DiscordPermissions with(Scope scope, Permit permit) {
        Map<Scope, Permit> more = new LinkedHashMap<>(permits);
        more.put(scope, Objects.requireNonNull(permit, "permit"));
        return new DiscordPermissions(more, fourEyes);
    }

    /**
     * The same with four eyes asked for, or not, in an environment.
     *
     * @param environment where
     * @param asked whether whoever shipped there needs somebody else to promote
     * @return the changed permissions
     */
    public DiscordPermissions fourEyes(Environment environment, boolean asked) {
        Set<Environment> changed = new LinkedHashSet<>(fourEyes);
        if (asked) {
            changed.add(environment);
        } else {
            changed.remove(environment);
        }
        return new DiscordPermissions(permits, changed);
    }

    /**
     * Reads {@code DISCORD_PERMIT}, who may do everything; {@code DISCORD_PERMIT_{ENV}}, everything in an environment;
     * {@code DISCORD_PERMIT_{ACTION}}, an action; {@code DISCORD_PERMIT_{ACTION}_{ENV}}, an action in an environment; and
     * {@code DISCORD_FOUR_EYES_{ENV}}, {@code true} or {@code false}, by default {@code true} for {@code prod} alone. Each permit is a list
     * with commas of {@code role:ID}, {@code user:ID}, {@code everyone} or {@code nobody}. At least one permit has to be there.
     *
     * @param variables the variables
     * @param environments the environments that are shipped to
     * @param problems where all that is wrong is noted
     * @return the permissions; after a problem, less permissive than what was meant
     */
    public static DiscordPermissions fromVariables(
            Variables variables, Collection<Environment> environments, Problems problems) {
        variables.claim(DiscordVariables.FAMILY);
        DiscordPermissions permissions = none().reading(variables, PREFIX, new Scope(null, null), problems);
        for (Action action : Action.values()) {
            permissions =
                    permissions.reading(variables, PREFIX + "_" + name(action), new Scope(null, action), problems);
        }
        for (Environment environment : environments) {
            permissions = permissions.readingFor(variables, environment, environments, problems);
        }
        if (permissions.permits.isEmpty()) {
            problems.add(PREFIX + " is not set; it is required (or " + PREFIX + "_{ACTION}, " + PREFIX
                    + "_{ENV}): without it nobody may do anything; " + PermitReader.ALLOWED);
        }
        return permissions;
    }

    /**
     * The same, for a program that reads nothing else.
     *
     * @param variables the variables
     * @param environments the environments that are shipped to
     * @return the permissions
     * @throws ConfigurationException if anything is missing or malformed; names everything at once
     */
    public static DiscordPermissions fromVariables(Variables variables, Collection<Environment> environments) {
        Problems problems = new Problems();
        DiscordPermissions permissions = fromVariables(variables, environments, problems);
        problems.throwIfAny();
        return permissions;
    }

    private DiscordPermissions readingFor(
            Variables variables, Environment environment, Collection<Environment> environments, Problems problems) {
        String suffix = environment.variableSuffix();
        for (Action action : Action.values()) {
            boolean ambiguous = suffix.equals(name(action))
                    || environments.stream()
                            .anyMatch(other -> suffix.equals(name(action) + "_" + other.variableSuffix()));
            if (ambiguous) {
                problems.add("environment " + environment + ": " + PREFIX + "_" + suffix
                        + " could mean the environment, or the action " + action.wireName()
                        + "; name the environment differently");
                return this;
            }
        }
        DiscordPermissions permissions = reading(variables, PREFIX, new Scope(environment, null), problems);
        for (Action action : Action.values()) {
            permissions = permissions.reading(
                    variables, PREFIX + "_" + name(action), new Scope(environment, action), problems);
        }
        boolean asked = variables
                .in(environment, problems)
                .flag("DISCORD_FOUR_EYES", permissions.fourEyes.contains(environment));
        return permissions.fourEyes(environment, asked);
    }

    private DiscordPermissions reading(Variables variables, String name, Scope scope, Problems problems) {
        Environment environment = scope.environment();
        Optional<String> text = environment == null ? variables.get(name) : variables.get(name, environment);
        String whole = environment == null ? name : name + "_" + environment.variableSuffix();
        return text.map(permits -> with(scope, PermitReader.read(whole, permits, problems)))
                .orElse(this);
    }

    private static String name(Action action) {
        return action.name();
    }

    @Override
    public Answer ask(Question question) {
        String denial = denial(question.actor(), question.action(), question.environment());
        return denial == null ? Answer.permit() : Answer.deny(denial);
    }

    @Override
    public @Nullable String secondPerson(Environment environment) {
        return askFourEyes(environment)
                ? "Permitted: " + permit(environment, Action.PROMOTE).describe() + "."
                : null;
    }

    /** {@return in words, such as {@code role 123 or user 456}, {@code everyone} or {@code nobody}; four eyes aside} */
    @Override
    public String permitted(Environment environment, Action action) {
        Permit permit = permit(environment, action);
        boolean narrower = action == Action.FULLY
                && !permit.equals(Permit.NOBODY)
                && !permit.equals(permit(environment, Action.PROMOTE));
        return permit.describe() + (narrower ? " who may promote as well" : "");
    }

    /**
     * The roles on which a permit rests: an approval counts for a group if that is one of them.
     *
     * @param environment where
     * @param action what
     * @return the ids of the roles; empty where everyone, nobody or people alone are permitted
     */
    public Set<String> permittedRoles(Environment environment, Action action) {
        Permit permit = permit(environment, action);
        return permit.everyone() ? Set.of() : permit.roles();
    }

    /** Why somebody may not do it, whatever the deployment, so that a click can be refused at once; null if they may. */
    @Nullable
    String denial(Actor actor, Action action, Environment environment) {
        Permit permit = permit(environment, action);
        if (permit.includes(actor)) {
            return action == Action.FULLY ? denial(actor, Action.PROMOTE, environment) : null;
        }
        return "You may not " + words(action) + " in " + environment.title() + ". Permitted: " + permit.describe()
                + ".";
    }

    boolean askFourEyes(Environment environment) {
        return fourEyes.contains(environment);
    }

    /**
     * The environment's own permits first: whoever narrows production does not expect a general one to widen it again. Who may hold may
     * lift their hold, unless something else is said of that.
     */
    private Permit permit(Environment environment, Action action) {
        Action like = action == Action.LIFT ? Action.HOLD : action;
        for (Scope scope : new Scope[] {
            new Scope(environment, action),
            new Scope(environment, like),
            new Scope(environment, null),
            new Scope(null, action),
            new Scope(null, like),
            new Scope(null, null)
        }) {
            Permit permit = permits.get(scope);
            if (permit != null) {
                return permit;
            }
        }
        return Permit.NOBODY;
    }

    private static String words(Action action) {
        return switch (action) {
            case SHIP -> "ship";
            case PROMOTE -> "promote";
            case FULLY -> "promote fully";
            case ROLLBACK -> "roll back";
            case CANCEL -> "cancel";
            case HOLD -> "hold";
            case LIFT -> "lift a hold";
            case ADOPT -> "adopt a run";
            case RETRY -> "try again";
            case GIVEUP -> "give up";
            case LINKED -> "ship the linked environment";
            case LOCK -> "lock";
            case UNLOCK -> "take back somebody else's lock";
            case OVERRIDE -> "override the pre-flight";
            case DETAILS -> "see details";
        };
    }

    /** {@return how many permits there are, and where four eyes are asked for} */
    @Override
    public String toString() {
        return "DiscordPermissions[" + permits.size() + " permits, four eyes in " + fourEyes + "]";
    }
}
