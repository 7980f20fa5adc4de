package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.AuthorizerContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Permissions on Discord")
class DiscordPermissionsTest extends AuthorizerContract {

    private static final String ROLE = "444444444444444441";
    private static final String OTHER_ROLE = "444444444444444442";
    private static final String USER = "555555555555555551";
    private static final Actor WITH_ROLE = Actor.person("555555555555555550", "Ada", Set.of(ROLE));
    private static final Actor WITH_OTHER = Actor.person("555555555555555552", "Grace", Set.of(OTHER_ROLE));
    private static final Actor NAMED = Actor.person(USER, "Bob");
    private static final List<Environment> ENVIRONMENTS = List.of(Environment.STAGING, Environment.PROD);

    @Override
    protected Authorizer openAuthorizer() {
        return DiscordPermissions.none().permit(Permit.roles(ROLE));
    }

    @Override
    protected Authorizer.Question permitted() {
        return ship(WITH_ROLE, Environment.PROD);
    }

    @Override
    protected Optional<Authorizer.Question> denied() {
        return Optional.of(ship(WITH_OTHER, Environment.PROD));
    }

    private static Authorizer.Question ship(Actor actor, Environment environment) {
        return new Authorizer.Question(actor, Action.SHIP, environment, null);
    }

    private static boolean permits(DiscordPermissions permissions, Actor actor, Action action, Environment where) {
        return permissions.ask(new Authorizer.Question(actor, action, where, null))
                instanceof Authorizer.Answer.Permitted;
    }

    private static DiscordPermissions read(Map<String, String> variables) {
        return DiscordPermissions.fromVariables(Variables.of(variables), ENVIRONMENTS);
    }

    @Test
    @DisplayName("permit nothing unless something is said")
    void denies_by_default() {
        for (Action action : Action.values()) {
            assertThat(permits(DiscordPermissions.none(), NAMED, action, Environment.STAGING))
                    .isFalse();
        }
    }

    @Test
    @DisplayName("say in a denial who could do it")
    void says_who_could() {
        DiscordPermissions permissions = DiscordPermissions.none()
                .permit(Environment.PROD, Permit.roles(ROLE).or(Permit.users(USER)));

        assertThat(permissions.ask(ship(WITH_OTHER, Environment.PROD)))
                .isEqualTo(Authorizer.Answer.deny(
                        "You may not ship in Prod. Permitted: role " + ROLE + " or user " + USER + "."));
        assertThat(permissions.ask(ship(WITH_OTHER, Environment.STAGING)))
                .isEqualTo(Authorizer.Answer.deny("You may not ship in Staging. Permitted: nobody."));
    }

    @Test
    @DisplayName("hold for an environment and an action before an environment, before an action, before all")
    void the_most_specific_holds() {
        DiscordPermissions permissions = DiscordPermissions.none()
                .permit(Permit.EVERYONE)
                .permit(Action.ROLLBACK, Permit.roles(OTHER_ROLE))
                .permit(Environment.PROD, Permit.roles(ROLE))
                .permit(Environment.PROD, Action.PROMOTE, Permit.users(USER));

        assertThat(permits(permissions, NAMED, Action.SHIP, Environment.STAGING))
                .isTrue();
        assertThat(permits(permissions, NAMED, Action.ROLLBACK, Environment.STAGING))
                .isFalse();
        assertThat(permits(permissions, WITH_OTHER, Action.ROLLBACK, Environment.STAGING))
                .isTrue();
        assertThat(permits(permissions, WITH_OTHER, Action.ROLLBACK, Environment.PROD))
                .isFalse();
        assertThat(permits(permissions, WITH_ROLE, Action.ROLLBACK, Environment.PROD))
                .isTrue();
        assertThat(permits(permissions, WITH_ROLE, Action.PROMOTE, Environment.PROD))
                .isFalse();
        assertThat(permits(permissions, NAMED, Action.PROMOTE, Environment.PROD))
                .isTrue();
    }

    @Test
    @DisplayName("let nobody promote fully who may not promote, nor for that alone")
    void fully() {
        DiscordPermissions narrowed =
                DiscordPermissions.none().permit(Permit.EVERYONE).permit(Action.PROMOTE, Permit.roles(ROLE));
        assertThat(permits(narrowed, WITH_ROLE, Action.FULLY, Environment.STAGING))
                .isTrue();
        assertThat(narrowed.ask(new Authorizer.Question(WITH_OTHER, Action.FULLY, Environment.STAGING, null)))
                .isEqualTo(Authorizer.Answer.deny("You may not promote in Staging. Permitted: role " + ROLE + "."));
        assertThat(narrowed.permitted(Environment.STAGING, Action.FULLY)).isEqualTo("everyone who may promote as well");

        DiscordPermissions promoters = DiscordPermissions.none().permit(Action.PROMOTE, Permit.roles(ROLE));
        assertThat(promoters.ask(new Authorizer.Question(WITH_ROLE, Action.FULLY, Environment.STAGING, null)))
                .isEqualTo(Authorizer.Answer.deny("You may not promote fully in Staging. Permitted: nobody."));
        assertThat(promoters.permitted(Environment.STAGING, Action.FULLY)).isEqualTo("nobody");
        DiscordPermissions both = promoters.permit(Action.FULLY, Permit.roles(ROLE));
        assertThat(permits(both, WITH_ROLE, Action.FULLY, Environment.STAGING)).isTrue();
        assertThat(both.permitted(Environment.STAGING, Action.FULLY)).isEqualTo("role " + ROLE);
    }

    @Test
    @DisplayName("let who may hold lift that, unless something else is said of lifting")
    void lifting_goes_with_holding() {
        DiscordPermissions permissions = DiscordPermissions.none()
                .permit(Permit.roles(OTHER_ROLE))
                .permit(Environment.PROD, Action.HOLD, Permit.users(USER));

        assertThat(permits(permissions, NAMED, Action.LIFT, Environment.PROD)).isTrue();
        assertThat(permits(permissions, WITH_OTHER, Action.LIFT, Environment.PROD))
                .isFalse();
        assertThat(permits(permissions, WITH_OTHER, Action.LIFT, Environment.STAGING))
                .isTrue();
        assertThat(permits(
                        permissions.permit(Environment.PROD, Action.LIFT, Permit.roles(ROLE)),
                        NAMED,
                        Action.LIFT,
                        Environment.PROD))
                .isFalse();
    }

    @Test
    @DisplayName("to override a pre-flight are part of those for everything, and can be narrowed like any other")
    void overriding() {
        DiscordPermissions all = DiscordPermissions.none().permit(Permit.roles(ROLE));
        assertThat(permits(all, WITH_ROLE, Action.OVERRIDE, Environment.PROD)).isTrue();

        DiscordPermissions narrowed =
                read(Map.of("DISCORD_PERMIT", "role:" + ROLE, "DISCORD_PERMIT_OVERRIDE", "user:" + USER));
        assertThat(permits(narrowed, NAMED, Action.OVERRIDE, Environment.PROD)).isTrue();
        assertThat(permits(narrowed, WITH_ROLE, Action.SHIP, Environment.PROD)).isTrue();
        assertThat(narrowed.ask(new Authorizer.Question(WITH_ROLE, Action.OVERRIDE, Environment.PROD, null)))
                .isEqualTo(Authorizer.Answer.deny(
                        "You may not override the pre-flight in Prod. Permitted: user " + USER + "."));
    }

    @Test
    @DisplayName("ask for a second person in production, and say who that could be")
    void four_eyes() {
        DiscordPermissions permissions = DiscordPermissions.none().permit(Permit.EVERYONE);

        assertThat(permissions.secondPerson(Environment.PROD)).isEqualTo("Permitted: everyone.");
        assertThat(permissions.secondPerson(Environment.STAGING)).isNull();
        assertThat(permissions.fourEyes(Environment.PROD, false).secondPerson(Environment.PROD))
                .isNull();
        assertThat(permissions.fourEyes(Environment.STAGING, true).secondPerson(Environment.STAGING))
                .isNotNull();
    }

    @Test
    @DisplayName("are read from variables")
    void are_read() {
        DiscordPermissions permissions = read(Map.of(
                "DISCORD_PERMIT", "everyone",
                "DISCORD_PERMIT_PROD", " role:" + ROLE + " , user:" + USER,
                "DISCORD_PERMIT_ROLLBACK", "nobody",
                "DISCORD_PERMIT_ROLLBACK_PROD", "everyone",
                "DISCORD_FOUR_EYES_STAGING", "true",
                "DISCORD_FOUR_EYES_PROD", "false"));

        assertThat(permits(permissions, WITH_OTHER, Action.SHIP, Environment.STAGING))
                .isTrue();
        assertThat(permits(permissions, WITH_OTHER, Action.SHIP, Environment.PROD))
                .isFalse();
        assertThat(permits(permissions, WITH_ROLE, Action.SHIP, Environment.PROD))
                .isTrue();
        assertThat(permits(permissions, NAMED, Action.SHIP, Environment.PROD)).isTrue();
        assertThat(permits(permissions, WITH_OTHER, Action.ROLLBACK, Environment.STAGING))
                .isFalse();
        assertThat(permits(permissions, WITH_OTHER, Action.ROLLBACK, Environment.PROD))
                .isTrue();
        assertThat(permissions.askFourEyes(Environment.STAGING)).isTrue();
        assertThat(permissions.askFourEyes(Environment.PROD)).isFalse();
    }

    @Test
    @DisplayName("tell all that is wrong with the variables at once")
    void all_problems() {
        assertThatThrownBy(() -> read(Map.of(
                        "DISCORD_PERMIT", "admins,role:12",
                        "DISCORD_PERMIT_PROMOTE_PROD", "user:",
                        "DISCORD_FOUR_EYES_PROD", "yes")))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .anySatisfy(p -> assertThat(p)
                                        .startsWith("DISCORD_PERMIT: \"admins\" is not allowed; allowed: "))
                                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_PERMIT: \"role:12\""))
                                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_PERMIT_PROMOTE_PROD: \"user:\""))
                                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_FOUR_EYES_PROD: \"yes\"")));
    }

    @Test
    @DisplayName("have to be there")
    void have_to_be_there() {
        assertThatThrownBy(() -> read(Map.of())).hasMessageContaining("DISCORD_PERMIT is not set; it is required");
    }

    @Test
    @DisplayName("refuse an environment whose variable would be another's")
    void ambiguous_names() {
        Problems problems = new Problems();
        DiscordPermissions.fromVariables(
                Variables.of(Map.of("DISCORD_PERMIT", "everyone")),
                List.of(
                        new Environment("promote"),
                        new Environment("ship-eu"),
                        new Environment("eu"),
                        new Environment("ship-lab")),
                problems);

        assertThat(problems.messages())
                .hasSize(2)
                .anySatisfy(p -> assertThat(p).contains("DISCORD_PERMIT_PROMOTE could mean"))
                .anySatisfy(p -> assertThat(p).contains("DISCORD_PERMIT_SHIP_EU could mean"));
    }

    @Test
    @DisplayName("refuse what is no id of Discord's")
    void refuses_ids() {
        assertThatThrownBy(() -> Permit.roles("admins")).hasMessageContaining("\"admins\" is not allowed");
    }
}
