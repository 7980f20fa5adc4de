package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import okhttp3.MultipartReader;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Bodies with files: the message is the part {@code payload_json}, each file a part {@code files[n]}, and {@code attachments} says what file n is. See
 * <a href="https://docs.discord.com/developers/reference#uploading-files">uploading files</a>.
 */
final class Uploads {

    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; *boundary=([^; ]+)");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("\\bfilename=\"([^\"]*)\"");

    private record File(String name, String type, long size) {}

    private Uploads() {}

    /** The message of a request, with name, type and size of its files among the attachments, as Discord answers them. */
    static JsonNode message(RecordedRequest request) {
        ByteString body = request.getBody();
        String type = request.getHeaders().get("content-type");
        Matcher multipart = BOUNDARY.matcher(type == null ? "" : type);
        if (body == null || !multipart.matches()) {
            return Json.parse(body == null ? "" : body.utf8());
        }
        Map<String, File> files = new HashMap<>();
        JsonNode message = Json.object();
        try (MultipartReader reader = new MultipartReader(new Buffer().write(body), multipart.group(1))) {
            for (MultipartReader.Part part = reader.nextPart(); part != null; part = reader.nextPart()) {
                String disposition = String.valueOf(part.headers().get("content-disposition"));
                String name = found(NAME, disposition);
                ByteString bytes = part.body().readByteString();
                if ("payload_json".equals(name)) {
                    message = Json.parse(bytes.utf8());
                } else {
                    files.put(
                            String.valueOf(name),
                            new File(
                                    String.valueOf(found(FILE_NAME, disposition)),
                                    String.valueOf(part.headers().get("content-type")),
                                    bytes.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode attachment : message.path("attachments")) {
            File file = files.get("files[" + attachment.path("id").asText() + "]");
            if (file != null && attachment instanceof ObjectNode told) {
                told.put("content_type", file.type()).put("size", file.size());
                if (!told.has("filename")) {
                    told.put("filename", file.name());
                }
            }
        }
        return message;
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
