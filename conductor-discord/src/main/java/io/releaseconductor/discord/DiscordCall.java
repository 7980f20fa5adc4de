package io.releaseconductor.discord;

import io.releaseconductor.chatops.Attachment;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.exceptions.ParsingException;
import net.dv8tion.jda.api.requests.Response;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.internal.requests.RestActionImpl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * Calls Discord by ids alone, through JDA's queue and its handling of rate limits. JDA's own methods start from its cache, which
 * lacks archived threads, servers that are out for the moment, and everything while it connects; and they read whole messages
 * where an id will do. The one place that uses an internal class of JDA.
 */
final class DiscordCall {

    private static final MediaType JSON = MediaType.get("application/json");

    private DiscordCall() {}

    /** The answer as JSON; empty where there is none, or none that can be read. Cancelling takes the call out of the queue. */
    static CompletableFuture<DataObject> send(JDA jda, Route.CompiledRoute route, DataObject body) {
        return send(jda, route, body, () -> {});
    }

    /** The same, told right before it is sent: a call that is cancelled before certainly had no effect. */
    static CompletableFuture<DataObject> send(
            JDA jda, Route.CompiledRoute route, DataObject body, Runnable leavesTheQueue) {
        RestActionImpl<DataObject> call = new RestActionImpl<>(jda, route, body, (response, request) -> read(response));
        call.setCheck(() -> {
            leavesTheQueue.run();
            return true;
        });
        return call.submit();
    }

    /** The same with a file, which the body tells of as its attachment 0. */
    static CompletableFuture<DataObject> send(
            JDA jda, Route.CompiledRoute route, DataObject body, Attachment attachment) {
        RequestBody parts = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("payload_json", null, RequestBody.create(body.toJson(), JSON))
                .addFormDataPart(
                        "files[0]",
                        attachment.name(),
                        RequestBody.create(attachment.bytes(), MediaType.parse(attachment.mediaType())))
                .build();
        return new RestActionImpl<DataObject>(jda, route, parts, (response, request) -> read(response)).submit();
    }

    /** The answer as a list; empty where it cannot be read. */
    static CompletableFuture<Optional<DataArray>> list(JDA jda, Route.CompiledRoute route) {
        return new RestActionImpl<Optional<DataArray>>(jda, route, (response, request) -> readList(response)).submit();
    }

    private static Optional<DataArray> readList(Response response) {
        try {
            return response.optArray();
        } catch (ParsingException e) {
            return Optional.empty();
        }
    }

    private static DataObject read(Response response) {
        try {
            return response.optObject().orElseGet(DataObject::empty);
        } catch (ParsingException e) {
            return DataObject.empty();
        }
    }
}
