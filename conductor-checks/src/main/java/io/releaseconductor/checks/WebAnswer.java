package io.releaseconductor.checks;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param url where from, after redirects
 * @param label what people are told of where from
 * @param status the HTTP status
 * @param headers the headers
 * @param body what was read of the body
 * @param cut whether there was more of it than is read
 * @param latency from sending the request to the last byte that was read
 */
record WebAnswer(
        HttpUrl url, String label, int status, Headers headers, ByteString body, boolean cut, Duration latency) {

    private static final ByteString UTF_16_LITTLE = ByteString.of((byte) 0xFF, (byte) 0xFE);
    private static final ByteString UTF_16_BIG = ByteString.of((byte) 0xFE, (byte) 0xFF);

    private static final ByteString GZIP = ByteString.of((byte) 0x1F, (byte) 0x8B);
    private static final ByteString ZSTD = ByteString.of((byte) 0x28, (byte) 0xB5, (byte) 0x2F, (byte) 0xFD);

    WebAnswer withLatency(Duration value) {
        return new WebAnswer(url, label, status, headers, body, cut, value);
    }

    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    /** Such as {@code 200 OK}, in our words: HTTP/2 sends no words, and a server's own are not to be trusted. */
    String statusLine() {
        return StatusNames.line(status);
    }

    /** {@return the time that the answer tells by its Date, which is what whoever answered judges by, or else this one} */
    Instant clock(Instant otherwise) {
        Instant told = headers.getInstant("Date");
        return told == null ? otherwise : told;
    }

    /** {@return such as {@code text/html}, in lower case, or null if there is none or it makes no sense} */
    @Nullable
    String mediaType() {
        MediaType type = parsedType();
        return type == null ? null : (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT);
    }

    /** The body as text, without the byte order mark that some servers put in front; one of UTF-16 outweighs the type. */
    String text() {
        if (body.startsWith(UTF_16_LITTLE) || body.startsWith(UTF_16_BIG)) {
            return body.string(StandardCharsets.UTF_16);
        }
        MediaType type = parsedType();
        Charset charset = type == null ? null : type.charset(StandardCharsets.UTF_8);
        String text = body.string(charset == null ? StandardCharsets.UTF_8 : charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether the body is still packed: in an encoding that was not asked for, or twice. Some call the character set an encoding. */
    boolean isPacked() {
        String encoding = headers.get("Content-Encoding");
        boolean encoded = encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
        return (encoded && !isText()) || body.startsWith(GZIP) || body.startsWith(ZSTD);
    }

    private boolean isText() {
        return text().chars().noneMatch(c -> c == '\uFFFD' || (c < ' ' && !Character.isWhitespace(c)));
    }

    boolean isBlank() {
        return text().isBlank();
    }

    boolean looksLikeHtml() {
        String type = mediaType();
        return type == null
                ? text().stripLeading().startsWith("<")
                : type.equals("text/html") || type.equals("application/xhtml+xml");
    }

    private @Nullable MediaType parsedType() {
        String header = headers.get("Content-Type");
        return header == null ? null : MediaType.parse(header);
    }
}
