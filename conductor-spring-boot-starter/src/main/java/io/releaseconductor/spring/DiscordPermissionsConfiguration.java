package io.releaseconductor.spring;

import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.spi.Authorizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles and people on Discord may do what {@code DISCORD_PERMIT} says, where cards are shown there and no bean says otherwise. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DiscordChat.class)
@ConditionalOnBean(DiscordChat.class)
@ConditionalOnMissingBean(Authorizer.class)
class DiscordPermissionsConfiguration {

    @Bean
    Part<DiscordPermissions> releaseConductorPermissionsPart() {
        return new Part<>(DiscordPermissions::fromVariables);
    }

    @Bean
    DiscordPermissions releaseConductorAuthorizer(ConductorSettings settings, Part<DiscordPermissions> permissions) {
        return permissions.value();
    }
}
