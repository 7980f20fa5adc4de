package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.testkit.AdmissionContract;
import io.releaseconductor.testkit.AdmissionHarness;
import io.releaseconductor.testkit.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("An incident page, as a rule of the pre-flight,")
class IncidentPageContractTest extends AdmissionContract {

    @Override
    protected AdmissionHarness openAdmission(ManualClock clock) {
        return new Harness();
    }

    /** A page that gives back the token that it is asked with wherever people see something of it. */
    private static final class Harness implements AdmissionHarness {

        private static final String TOKEN = "qZ7sesame01";
        private static final String QUERY = "qZ7sesame02";

        private final Site site = Site.http();
        private final IncidentPage page;
        private MockResponse told = Site.json(200, "{\"incidents\":[]}");
        private volatile MockResponse now = told;

        Harness() {
            site.on("/open", request -> now);
            page = IncidentPage.of(IncidentOptions.at(URI.create(site.base() + "/open?key=" + QUERY))
                    .withAuthorization(new Secret("Token token=" + TOKEN))
                    .withLimits(HttpLimits.defaults().withTimeLimit(Duration.ofMinutes(1))));
        }

        @Override
        public Admission admission() {
            return page;
        }

        @Override
        public Admission.Question question() {
            return new Admission.Question(Environment.STAGING, "main", "v2");
        }

        @Override
        public void allow() {
            told = Site.json(200, "{\"incidents\":[]}");
            comeUp();
        }

        @Override
        public void forbid() {
            told = Site.json(200, "{\"incidents\":[{\"name\":\"Down for " + TOKEN + " and " + QUERY + "\"}]}");
            comeUp();
        }

        @Override
        public void goDown() {
            now = Site.json(503, "{\"error\":\"no answer to " + TOKEN + "\"}");
        }

        @Override
        public void comeUp() {
            now = told;
        }

        @Override
        public void hang() {
            now = new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build();
        }

        @Override
        public Set<String> secrets() {
            return Set.of(TOKEN, QUERY);
        }

        @Override
        public void close() {
            site.close();
        }
    }
}
