package io.releaseconductor.discord;

import io.releaseconductor.model.DeployId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to the threads of cards, which have the ids of their messages. Codes from
 * <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord's documentation</a>. Thread-safe.
 */
final class ThreadCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadCalls.class);

    private static final int A_DAY = 1440;
    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int EXISTS = 160004;
    private static final int MISSING_ACCESS = 50001;
    private static final int MISSING_PERMISSION = 50013;

    /** Somebody closed it, and wants nothing more to be said there. */
    private static final Set<Integer> CLOSED = Set.of(50083, 160005);

    /** Why there is no thread in a channel, and what to do. */
    private static final Map<Integer, String> NO_THREAD = Map.of(
            MISSING_ACCESS,
            "the bot may not see the channel: give it View Channel there",
            MISSING_PERMISSION,
            "the bot may not begin threads: give it Create Public Threads and Send Messages in Threads there",
            50024,
            "threads cannot be begun in a channel of this kind: ship from a text channel",
            160006,
            "the server has as many active threads as it may: let some be archived");

    private final DiscordChat chat;
    private final Map<String, String> told = new ConcurrentHashMap<>();

    /** What came of a message. */
    enum Result {
        /** It is there. */
        POSTED,
        /** Discord will never take this one. */
        REFUSED,
        /** There is no thread to post to, and none can be begun. */
        NO_THREAD,
        /** Nobody knows, or not now. */
        LATER
    }

    ThreadCalls(DiscordChat chat) {
        this.chat = chat;
    }

    Result post(String reference, DeployId id, ThreadStory.Post post) {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return Result.NO_THREAD;
        }
        String channel = reference.substring(0, slash);
        String message = reference.substring(slash + 1);
        int code = send(message, post);
        if (code == UNKNOWN_CHANNEL) {
            int begun = begin(channel, message, id);
            if (begun != 0 && begun != EXISTS) {
                return noThread(channel, begun);
            }
            code = send(message, post);
        }
        if (code == 0) {
            told.remove(channel);
            return Result.POSTED;
        }
        return code == UNKNOWN_CHANNEL || CLOSED.contains(code) || NO_THREAD.containsKey(code)
                ? noThread(channel, code)
                : failed(code);
    }

    private int send(String thread, ThreadStory.Post post) {
        DataObject body = DataObject.fromJson(post.body().toJson())
                .put("nonce", DiscordChat.nonce(post.key()))
                .put("enforce_nonce", true);
        return call(Route.Messages.SEND_MESSAGE.compile(thread), body);
    }

    private int begin(String channel, String message, DeployId id) {
        DataObject body = DataObject.empty().put("name", id.value()).put("auto_archive_duration", A_DAY);
        return call(Route.Channels.CREATE_THREAD_FROM_MESSAGE.compile(channel, message), body);
    }

    /** Said once in the log for each channel, until it works there or is another reason. */
    private Result noThread(String channel, int code) {
        String why = NO_THREAD.get(code);
        if (why != null && !why.equals(told.put(channel, why))) {
            LOG.warn("No threads for deployments in channel {}: {}", channel, why);
        }
        return why == null && !Trouble.isFinal(code) ? failed(code) : Result.NO_THREAD;
    }

    /** Discord's own codes are final answers; anything else may work later. */
    private static Result failed(int code) {
        return Trouble.isFinal(code) ? Result.REFUSED : Result.LATER;
    }

    /** Returns 0 if it was carried out, Discord's code if it refused it, and -1 if nobody knows. */
    private int call(Route.CompiledRoute route, DataObject body) {
        JDA jda = chat.jda();
        if (jda == null) {
            return -1;
        }
        try {
            CompletableFuture<DataObject> call = DiscordCall.send(jda, route, body);
            try {
                DataObject unused = call.get(chat.options().callLimit().toMillis(), TimeUnit.MILLISECONDS);
                return 0;
            } finally {
                call.cancel(true);
            }
        } catch (ExecutionException e) {
            return e.getCause() instanceof ErrorResponseException refused && refused.getResponse().code < 500
                    ? refused.getErrorCode()
                    : -1;
        } catch (TimeoutException | RejectedExecutionException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
