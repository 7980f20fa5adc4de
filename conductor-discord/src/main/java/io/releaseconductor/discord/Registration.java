package io.releaseconductor.discord;

import io.releaseconductor.chatops.CommandSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the commands, one by one: Discord's bulk overwrite would remove the other commands of the application. Keeps trying,
 * since without its commands the bot is of no use, and only Discord's answer tells what is amiss.
 */
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final JDA jda;
    private final @Nullable String guild;
    private final List<CommandSpec> commands;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean begun = new AtomicBoolean();

    Registration(JDA jda, @Nullable String guild, List<CommandSpec> commands, ScheduledExecutorService timer) {
        this.jda = jda;
        this.guild = guild;
        this.commands = commands;
        this.timer = timer;
    }

    /** Once only, whoever notices first that the connection is ready. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            attempt(FIRST_WAIT);
        }
    }

    private void attempt(Duration nextWait) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (SlashCommandData command : OfferedCommands.of(commands)) {
            all = all.thenCompose(before -> register(command));
        }
        CompletableFuture<?> unused = all.whenComplete((done, failure) -> {
            if (failure == null) {
                LOG.info(
                        "Commands are registered {}: {}",
                        where(),
                        commands.stream().map(CommandSpec::name).toList());
                return;
            }
            LOG.warn(
                    "The commands could not be registered {}, next try in {}: {}",
                    where(),
                    nextWait,
                    failure.toString());
            Duration doubled = nextWait.multipliedBy(2);
            Duration then = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
            try {
                Future<?> unusedTimer = timer.schedule(() -> attempt(then), nextWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed before the commands were registered", e);
            }
        });
    }

    private CompletableFuture<DataObject> register(SlashCommandData command) {
        String application = jda.getSelfUser().getApplicationId();
        Route.CompiledRoute route = guild == null
                ? Route.Interactions.CREATE_COMMAND.compile(application)
                : Route.Interactions.CREATE_GUILD_COMMAND.compile(application, guild);
        try {
            return DiscordCall.send(jda, route, command.toData());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private String where() {
        return guild == null ? "for every server" : "in server " + guild;
    }
}
