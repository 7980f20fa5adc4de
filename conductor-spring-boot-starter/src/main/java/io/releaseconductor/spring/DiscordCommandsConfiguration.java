package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordCommands;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.discord.DiscordThreads;
import io.releaseconductor.spi.Authorizer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Commands and clicks on Discord go to the conductor. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DiscordChat.class)
@ConditionalOnBean(DiscordChat.class)
class DiscordCommandsConfiguration {

    @Bean
    @ConditionalOnMissingBean
    DiscordCommands releaseConductorDiscordCommands(DiscordChat chat, Conductor conductor, Authorizer authorizer) {
        return authorizer instanceof DiscordPermissions permissions
                ? DiscordCommands.attach(chat, conductor, permissions)
                : DiscordCommands.attach(chat, conductor);
    }

    @Bean
    Threads releaseConductorDiscordThreads(DiscordChat chat) {
        return new Threads(DiscordThreads.of(chat).orElse(null));
    }

    /** The threads of the cards' messages, where they are asked for. */
    static final class Threads implements ConductorBuilderCustomizer, AutoCloseable {

        private final @Nullable DiscordThreads threads;

        Threads(@Nullable DiscordThreads threads) {
            this.threads = threads;
        }

        @Override
        public void customize(ConductorBuilder builder) {
            if (threads != null) {
                builder.listener(threads);
            }
        }

        @Override
        public void close() {
            if (threads != null) {
                threads.close();
            }
        }
    }
}
