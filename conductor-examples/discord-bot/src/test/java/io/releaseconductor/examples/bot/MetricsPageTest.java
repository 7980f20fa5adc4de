package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.releaseconductor.examples.bot.FiftyDeployments.Fate;
import io.releaseconductor.examples.bot.FiftyDeployments.Planned;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What Prometheus reads of the bot")
class MetricsPageTest {

    private static final List<Environment> ENVIRONMENTS = List.of(Environment.STAGING, Environment.PROD);
    private static final Pattern SAMPLE =
            Pattern.compile("release_conductor_([a-z_]+?)(_total)?((?:\\{.*})?) ([0-9.E+-]+|NaN|\\+Inf)");
    private static final Pattern LABEL = Pattern.compile("[a-z]+=\"[^\"]*\"");
    private static final List<String> LONG = List.of("60", "300", "600", "1800", "3600", "14400", "86400");
    private static final List<String> RUNS = List.of("10", "30", "60", "120", "300", "600", "1200", "3600");
    private static final List<String> LOOKS = List.of("0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "30");

    private final MetricsPage page = new MetricsPage(ENVIRONMENTS);
    private final HttpListener listener = HttpListener.open(
            new HttpPart.Listener("SHIP_HTTP_METRICS_PORT", 0, InetAddress.getLoopbackAddress()),
            Map.of(MetricsPage.PATH, page));

    @AfterEach
    void close() {
        listener.close();
        page.close();
    }

    private HttpResponse<String> read(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + "/metrics"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Each sample of a deployment's meters, such as {@code rollbacks{by="person"}}: those of the node are looked at by themselves. */
    private Map<String, Double> scrape() throws IOException, InterruptedException {
        HttpResponse<String> response = read("GET");
        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Double> samples = new TreeMap<>();
        for (String line :
                response.body().lines().filter(l -> !l.startsWith("#")).toList()) {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            samples.put(sample.group(1) + sorted(sample.group(3)), Double.parseDouble(sample.group(4)));
        }
        return samples;
    }

    private static String sorted(String labels) {
        TreeSet<String> each = new TreeSet<>();
        LABEL.matcher(labels).results().forEach(label -> each.add(label.group()));
        return each.isEmpty() ? "" : "{" + String.join(",", each) + "}";
    }

    /** What has to be read, computed from nothing but what was planned. */
    private static final class Expected {

        private final Map<String, Double> samples = new TreeMap<>();
        private final Map<String, List<Double>> times = new TreeMap<>();

        Expected() {
            for (Environment environment : ENVIRONMENTS) {
                for (Strategy strategy : Strategy.values()) {
                    String in = "environment=" + environment + ",strategy=" + strategy.wireName();
                    count("deployments_begun", in, 0);
                    List.of("promoted", "rolled_back", "failed", "cancelled", "expired")
                            .forEach(outcome -> count("deployments_settled", in + ",outcome=" + outcome, 0));
                    List.of("promoted", "failed", "expired")
                            .forEach(outcome -> count("deployments_resumed", in + ",outcome=" + outcome, 0));
                    List.of("person", "policy")
                            .forEach(by -> List.of("true", "false")
                                    .forEach(promoted ->
                                            count("rollbacks", in + ",by=" + by + ",promoted=" + promoted, 0)));
                }
                List.of("deploy", "promote", "rollback")
                        .forEach(phase -> List.of("passed", "failed", "no_data")
                                .forEach(outcome -> count(
                                        "verifications",
                                        "environment=" + environment + ",phase=" + phase + ",outcome=" + outcome,
                                        0)));
            }
            FiftyDeployments.ALL.forEach(this::add);
        }

        private void count(String name, String tags, double by) {
            samples.merge(name + labels(tags), by, Double::sum);
        }

        private void time(String name, String tags, double seconds) {
            times.computeIfAbsent(name + "|" + tags, any -> new ArrayList<>()).add(seconds);
        }

        private static String labels(String tags) {
            return sorted("{" + tags.replace("=", "=\"").replace(",", "\",") + "\"}");
        }

        private void add(Planned planned) {
            String at = "environment=" + planned.environment();
            String in = at + ",strategy=" + planned.strategy().wireName();
            Fate fate = planned.fate();
            boolean canary = planned.strategy() == Strategy.CANARY;
            count("deployments_begun", in, 1);
            look(at, "baseline", true);
            if (fate == Fate.CANCELLED) {
                settled(in, "cancelled", planned.run());
                return;
            }
            phase(in, "deploy", fate == Fate.FAILED ? "failure" : "success", planned.run());
            if (!planned.isVerified()) {
                settled(in, "failed", planned.run());
                return;
            }
            boolean well = fate != Fate.ROLLED_BACK_BY_POLICY;
            look(at, "deploy", well);
            verified(at, "deploy", well);
            double shipped = planned.run() + planned.decided() + (canary ? planned.next() : 0);
            if (well) {
                time("wait_time", at + ",wait=decision", planned.decided());
            }
            switch (fate) {
                case PROMOTED -> promoted(in, planned, shipped);
                case PROMOTED_AND_ROLLED_BACK -> {
                    promoted(in, planned, shipped);
                    count("deployments_resumed", in + ",outcome=promoted", 1);
                    rolledBack(at, in, planned, "person", true, shipped + planned.decided());
                }
                case ROLLED_BACK_BY_A_PERSON ->
                    rolledBack(at, in, planned, "person", false, planned.run() + planned.decided());
                case ROLLED_BACK_BY_POLICY -> rolledBack(at, in, planned, "policy", false, planned.run());
                case EXPIRED -> settled(in, "expired", planned.run() + planned.decided());
                case FAILED, CANCELLED -> throw new IllegalStateException("ended before: " + planned);
            }
        }

        private void promoted(String in, Planned planned, double shipped) {
            if (planned.strategy() == Strategy.CANARY) {
                phase(in, "promote", "success", planned.next());
            }
            settled(in, "promoted", shipped);
        }

        private void rolledBack(String at, String in, Planned planned, String by, boolean promoted, double before) {
            count("rollbacks", in + ",by=" + by + ",promoted=" + promoted, 1);
            phase(in, "rollback", "success", planned.next());
            look(at, "rollback", true);
            verified(at, "rollback", true);
            settled(in, "rolled_back", before + planned.next());
        }

        private void settled(String in, String outcome, double seconds) {
            count("deployments_settled", in + ",outcome=" + outcome, 1);
            time("deployment_time", in + ",outcome=" + outcome, seconds);
        }

        private void phase(String in, String phase, String outcome, double seconds) {
            time("phase_time", in + ",phase=" + phase + ",outcome=" + outcome, seconds);
        }

        private void verified(String at, String phase, boolean well) {
            count("verifications", at + ",phase=" + phase + ",outcome=" + (well ? "passed" : "failed"), 1);
            time("verification_time", at + ",phase=" + phase, 0);
        }

        private void look(String at, String phase, boolean well) {
            count("checks", at + ",phase=" + phase + ",check=frontend,outcome=pass", 1);
            count("checks", at + ",phase=" + phase + ",check=api,outcome=" + (well ? "pass" : "fail"), 1);
            time("check_time", at + ",check=frontend", 0.045);
            time("check_time", at + ",check=api", well ? 0.045 : 0.012);
        }

        private void alerts(Map<String, Integer> sent) {
            sent.forEach((alert, times) -> count("alerts", "environment=" + alert.replace(" ", ",kind="), times));
        }

        /** With the samples of each timer: how often, how long, the longest, and how many within each bound. */
        private Map<String, Double> all() {
            times.forEach((timer, seconds) -> {
                String name = timer.substring(0, timer.indexOf('|')) + "_seconds";
                String tags = timer.substring(timer.indexOf('|') + 1);
                count(name + "_count", tags, seconds.size());
                count(name + "_sum", tags, seconds.stream().mapToDouble(s -> s).sum());
                count(
                        name + "_max",
                        tags,
                        seconds.stream().mapToDouble(s -> s).max().orElse(0));
                List<String> bounds = name.startsWith("check")
                        ? LOOKS
                        : name.startsWith("phase") || name.startsWith("verification") ? RUNS : LONG;
                for (String bound : bounds) {
                    double limit = Double.parseDouble(bound);
                    String le = bound.contains(".") ? bound : bound + ".0";
                    count(name + "_bucket", tags + ",le=" + le, (double)
                            seconds.stream().filter(s -> s <= limit).count());
                }
                count(name + "_bucket", tags + ",le=+Inf", seconds.size());
            });
            return samples;
        }
    }

    @Test
    @DisplayName("is, after fifty deployments, each figure as it was planned, and no other")
    void fifty() throws Exception {
        FiftyDeployments history = new FiftyDeployments(page.listener());
        history.pass();
        Expected expected = new Expected();
        expected.alerts(history.alerts());
        Map<String, Double> planned = expected.all();
        Map<String, Double> read = scrape();
        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(planned.keySet());
        read.forEach((sample, value) -> assertThat(value).as(sample).isEqualTo(planned.get(sample), within(1e-6)));
        assertThat(read).hasSizeGreaterThan(500);
    }

    @Test
    @DisplayName("gives the four figures of these fifty")
    void figures() throws Exception {
        FiftyDeployments history = new FiftyDeployments(page.listener());
        history.pass();
        Map<String, Double> read = scrape();
        double settled = sum(read, "deployments_settled") - sum(read, "deployments_resumed");
        double stood = sum(read, "deployments_settled", "outcome=\"promoted\"")
                - sum(read, "deployments_resumed", "outcome=\"promoted\"");
        assertThat(settled).isEqualTo(50);
        assertThat(stood).isEqualTo(of(Fate.PROMOTED));
        double passed = sum(read, "verifications", "phase=\"deploy\"", "outcome=\"passed\"");
        double failed = sum(read, "verifications", "phase=\"deploy\"", "outcome=\"failed\"");
        assertThat(failed).isEqualTo(of(Fate.ROLLED_BACK_BY_POLICY));
        assertThat(passed + failed).isEqualTo(50 - of(Fate.FAILED) - of(Fate.CANCELLED));
        assertThat(sum(read, "rollbacks"))
                .isEqualTo(of(Fate.ROLLED_BACK_BY_POLICY)
                        + of(Fate.ROLLED_BACK_BY_A_PERSON)
                        + of(Fate.PROMOTED_AND_ROLLED_BACK));
        double worked = FiftyDeployments.ALL.stream()
                .filter(planned -> planned.fate() != Fate.CANCELLED)
                .mapToDouble(planned -> planned.run()
                        + (planned.strategy() == Strategy.CANARY
                                        && (planned.fate() == Fate.PROMOTED
                                                || planned.fate() == Fate.PROMOTED_AND_ROLLED_BACK)
                                ? planned.next()
                                : 0))
                .sum();
        assertThat(sum(read, "phase_time_seconds_sum", "phase=\"deploy\"")
                        + sum(read, "phase_time_seconds_sum", "phase=\"promote\""))
                .isEqualTo(worked, within(1e-6));
        assertThat(sum(read, "phase_time_seconds_count", "phase=\"deploy\"")).isEqualTo(50 - of(Fate.CANCELLED));
    }

    private static double of(Fate fate) {
        return FiftyDeployments.ALL.stream().filter(p -> p.fate() == fate).count();
    }

    private static double sum(Map<String, Double> samples, String name, String... labels) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "{"))
                .filter(sample -> List.of(labels).stream().allMatch(sample.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    @DisplayName("says how the node is once there is one")
    void node() throws Exception {
        assertThat(scrape()).doesNotContainKey("node_working");
        FiftyDeployments history = new FiftyDeployments(page.listener());
        page.watch(history.conductor());
        Map<String, Double> read = scrape();
        assertThat(read)
                .containsEntry("node_working", 1.0)
                .containsEntry("node_store_reachable", 1.0)
                .containsEntry("part_state{part=\"clean-up\"}", 0.0)
                .containsKey("node_lag_seconds");
        assertThat(read.keySet()).anyMatch(name -> name.startsWith("callback_lost{callback=\"listener "));
    }

    @Test
    @DisplayName("is read and not written, in the format that Prometheus asks for")
    void format() throws Exception {
        HttpResponse<String> response = read("GET");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body())
                .contains("# HELP release_conductor_rollbacks_total Rollbacks that were decided\n")
                .contains("# TYPE release_conductor_rollbacks_total counter\n");
        assertThat(read("HEAD").body()).isEmpty();
        assertThat(read("POST").statusCode()).isEqualTo(405);
    }
}
