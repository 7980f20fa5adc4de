package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.Masking;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.spi.Admission;
import java.util.Objects;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The rule {@code incident} of the pre-flight, over HTTP: nothing begins while an incident is open. It asks one URL, which is that of a
 * status page, of an on-call service or of something of your own.
 *
 * <p>Understood is 204 for none, and 200 with JSON: a list of incidents, or one under {@code incidents} or {@code data}, in which those do not
 * count whose status says that they are over; {@code open} with {@code true} or {@code false}; {@code status.indicator} of a status page.
 * Where several of them are there, one that tells of an incident is enough. All else says nothing: it is {@link AdmissionOutcome.Unknown}.
 *
 * <p>Thread-safe, keeps no answer, and stops at once when it is interrupted. Shares the HTTP client of the built-in checks, which needs no
 * closing.
 */
public final class IncidentPage implements Admission {

    /** What the rule is called. */
    public static final String NAME = "incident";

    private final WebClient web;
    private final WebRequest request;
    private final HttpLimits limits;
    private final Masking masking;

    private IncidentPage(IncidentOptions options, OkHttpClient client) {
        this.web = new WebClient(client, options.limits());
        this.request = request(options);
        this.limits = options.limits();
        this.masking = Masking.of(options.secrets());
    }

    /**
     * The rule.
     *
     * @param options where it is told whether an incident is open
     * @return the rule; has asked nobody anything yet
     */
    public static IncidentPage of(IncidentOptions options) {
        Objects.requireNonNull(options, "options");
        return new IncidentPage(options, SharedClient.get());
    }

    private static WebRequest request(IncidentOptions options) {
        WebRequest request = WebRequest.json(Endpoint.get(options.url()), null);
        return options.authorization() == null
                ? request
                : request.with(
                        Headers.of("Authorization", options.authorization().reveal()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AdmissionOutcome ask(Question question) {
        try {
            return read(web.send(request, Deadline.before(limits.timeLimit())));
        } catch (TroubleException e) {
            return unknown(e.trouble());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new AdmissionOutcome.Unknown(request.label() + ": nobody waits for the answer any more");
        }
    }

    private AdmissionOutcome read(WebAnswer answer) throws TroubleException {
        if (answer.status() == 204) {
            return new AdmissionOutcome.Yes(IncidentReader.NONE_OPEN);
        }
        if (answer.status() != 200) {
            return new AdmissionOutcome.Unknown(answer.label() + ": " + answer.statusLine());
        }
        JsonNode json = JsonAnswers.read(answer);
        return JsonAnswers.tryParse(answer).isEmpty()
                ? new AdmissionOutcome.Unknown(answer.label() + ": several lines of JSON where one value was expected")
                : IncidentReader.read(json, masking, answer.label());
    }

    private AdmissionOutcome unknown(Trouble trouble) {
        @Nullable String error = trouble.error();
        return new AdmissionOutcome.Unknown(error == null ? trouble.message() : error);
    }
}
