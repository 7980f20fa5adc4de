package io.releaseconductor.examples.demo.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Logs a user in: a JSON body with address and password against a session cookie that is a JSON Web Token. */
final class LoginEndpoint implements Endpoint {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SESSION = Duration.ofMinutes(15);
    private static final int MAX_BODY = 16 * 1024;

    private final Login login;
    private final Signer signer;
    private final Clock clock;

    LoginEndpoint(Login login, Signer signer, Clock clock) {
        this.login = login;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Answer answer(HttpExchange exchange, Version version) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.methodNotAllowed("POST");
        }
        if (version.has(Fault.BROKEN_LOGIN)
                || !isKnown(exchange.getRequestBody().readNBytes(MAX_BODY))) {
            return Answer.json(401, Map.of("error", "address or password is wrong"));
        }
        Instant now = clock.instant();
        String token = signer.token("1", now, now.plus(SESSION));
        return Answer.json(200, Map.of("user", Map.of("id", "1", "email", login.email())))
                .with(
                        "Set-Cookie",
                        "session=" + token + "; Path=/; Max-Age=" + SESSION.toSeconds() + "; HttpOnly; SameSite=Lax");
    }

    private boolean isKnown(byte[] body) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return false;
        }
        return json.path("email").asText().equals(login.email())
                && json.path("password").asText().equals(login.password().reveal());
    }
}
