package com.example.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bot of the documentation")
class TeamBotTest {

    @Test
    @DisplayName("permits what the page says")
    void permits() {
        Actor releaser = Actor.person("1", "Ada", Set.of("444444444444444441"));
        assertThat(ask(releaser, Action.SHIP, Environment.STAGING)).isEqualTo(Authorizer.Answer.permit());
        assertThat(ask(releaser, Action.SHIP, Environment.PROD)).isInstanceOf(Authorizer.Answer.Denied.class);
        assertThat(ask(Actor.person("2", "Bob"), Action.ROLLBACK, Environment.PROD))
                .isEqualTo(Authorizer.Answer.permit());
    }

    private static Authorizer.Answer ask(Actor actor, Action action, Environment environment) {
        return TeamBot.permissions().ask(new Authorizer.Question(actor, action, environment, null));
    }
}
