package io.releaseconductor.examples.demo.app;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** Plays the object store: hands out presigned addresses, and answers those that it signed until they expire. */
final class Bucket {

    static final String PATH = "/media-bucket/";

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Signer signer;
    private final Clock clock;

    Bucket(Signer signer, Clock clock) {
        this.signer = signer;
        this.clock = clock;
    }

    Answer presign(HttpExchange exchange, URI base) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.methodNotAllowed("POST");
        }
        String path = PATH + "uploads/" + UUID.randomUUID();
        String date = AMZ_DATE.format(clock.instant());
        String url = base + path + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=demo%2F" + date.substring(0, 8)
                + "%2Flocal%2Fs3%2Faws4_request&X-Amz-Date=" + date + "&X-Amz-Expires=" + VALID.toSeconds()
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=" + signer.hex(path + date);
        return Answer.json(200, Map.of("url", url, "expiresIn", VALID.toSeconds()));
    }

    Answer answer(HttpExchange exchange) {
        Map<String, String> parameters = Query.of(exchange.getRequestURI());
        String date = parameters.getOrDefault("X-Amz-Date", "");
        String signature = parameters.getOrDefault("X-Amz-Signature", "");
        if (!signer.isHexOf(exchange.getRequestURI().getPath() + date, signature)) {
            return Answer.text(403, "SignatureDoesNotMatch");
        }
        if (!isValidNow(date)) {
            return Answer.text(403, "Request has expired");
        }
        return Answer.text(200, "An object store would keep or give the file here.");
    }

    private boolean isValidNow(String date) {
        try {
            Instant signedAt = AMZ_DATE.parse(date, Instant::from);
            return clock.instant().isBefore(signedAt.plus(VALID));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
