package io.releaseconductor.discord;

import io.releaseconductor.chat.Card;
import io.releaseconductor.model.DeployId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for a card that was perhaps posted, among the messages of its channel since the deployment was shipped. */
final class CardSearch {

    private static final Logger LOG = LoggerFactory.getLogger(CardSearch.class);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final long EPOCH_OF_IDS = 1_420_070_400_000L;

    /** Discord's clock is another one than that by which the deployment got its id. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final JDA jda;
    private final Duration limit;

    /** What came of a search. */
    sealed interface Result {}

    /** There it is. */
    record Found(String message) implements Result {}

    /** It is not there, or the bot may not look. */
    record Nothing() implements Result {}

    /** Discord did not say. */
    record NotKnown() implements Result {}

    CardSearch(JDA jda, Duration limit) {
        this.jda = jda;
        this.limit = limit;
    }

    Result look(String channel, Card card) {
        Set<DeployId> about = CardMessage.about(card);
        if (about.isEmpty()) {
            return new Nothing();
        }
        long since = about.stream().mapToLong(CardSearch::firstId).min().orElse(0);
        long end = System.nanoTime() + limit.toNanos();
        String before = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<DataObject> messages;
            try {
                messages = page(channel, before, end - System.nanoTime());
            } catch (ExecutionException e) {
                LOG.debug("The messages of channel {} cannot be read, to find a card again", channel, e);
                return mayNotLook(e.getCause()) ? new Nothing() : new NotKnown();
            } catch (TimeoutException | RuntimeException e) {
                LOG.debug("The messages of channel {} cannot be read, to find a card again", channel, e);
                return new NotKnown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new NotKnown();
            }
            Optional<String> found = messages.stream()
                    .filter(this::isOwn)
                    .filter(message -> CardMessage.isAbout(message, about))
                    .map(message -> message.getString("id"))
                    .findFirst();
            if (found.isPresent()) {
                return new Found(found.get());
            }
            if (messages.size() < PAGE) {
                return new Nothing();
            }
            before = messages.get(messages.size() - 1).getString("id");
            if (Long.parseUnsignedLong(before) < since) {
                return new Nothing();
            }
        }
        return new Nothing();
    }

    /** The newest first. */
    private List<DataObject> page(String channel, @Nullable String before, long nanos)
            throws ExecutionException, TimeoutException, InterruptedException {
        Route.CompiledRoute route =
                Route.Messages.GET_MESSAGE_HISTORY.compile(channel).withQueryParams("limit", String.valueOf(PAGE));
        CompletableFuture<Optional<DataArray>> call =
                DiscordCall.list(jda, before == null ? route : route.withQueryParams("before", before));
        try {
            return call
                    .get(nanos, TimeUnit.NANOSECONDS)
                    .orElseThrow(() -> new IllegalStateException("the answer could not be read"))
                    .stream(DataArray::getObject)
                    .toList();
        } finally {
            call.cancel(true);
        }
    }

    private boolean isOwn(DataObject message) {
        return message.optObject("author")
                .map(author -> author.getString("id", ""))
                .filter(jda.getSelfUser().getId()::equals)
                .isPresent();
    }

    private static boolean mayNotLook(@Nullable Throwable failure) {
        return failure instanceof ErrorResponseException e
                && e.getResponse().code >= 400
                && e.getResponse().code < 500
                && e.getResponse().code != 429;
    }

    /** Below the ids of all messages since then: ids of Discord's tell when they were given. */
    private static long firstId(DeployId id) {
        long millis = id.epochSecond() * 1000 - SLACK.toMillis() - EPOCH_OF_IDS;
        return Math.max(0, millis) << 22;
    }
}
