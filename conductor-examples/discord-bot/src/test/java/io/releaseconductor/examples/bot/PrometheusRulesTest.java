package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.releaseconductor.micrometer.ConductorMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Prometheus itself")
@EnabledIfSystemProperty(
        named = "prometheus.binary",
        matches = ".+",
        disabledReason = "there is no Prometheus to ask; -Dprometheus.binary=… names one")
class PrometheusRulesTest {

    private static final Pattern RULES = Pattern.compile("```yaml\n(groups:.*?)```", Pattern.DOTALL);

    /** Ten deployments settle between the first two scrapes, four of them on another node. */
    private static final String CASES = """
            rule_files: [rules-0.yml, rules-1.yml]
            evaluation_interval: 5m
            tests:
              - interval: 5m
                input_series:
                  - series: 'release_conductor_deployments_settled_total{environment="prod",outcome="promoted",instance="a"}'
                    values: '0 4+0x20'
                  - series: 'release_conductor_deployments_settled_total{environment="prod",outcome="promoted",instance="b"}'
                    values: '0 4+0x20'
                  - series: 'release_conductor_deployments_settled_total{environment="prod",outcome="rolled_back",instance="a"}'
                    values: '0 3+0x20'
                  - series: 'release_conductor_deployments_resumed_total{environment="prod",outcome="promoted",instance="a"}'
                    values: '0 1+0x20'
                  - series: 'release_conductor_phase_time_seconds_sum{environment="prod",phase="deploy",outcome="success"}'
                    values: '0 900+0x20'
                  - series: 'release_conductor_phase_time_seconds_sum{environment="prod",phase="promote",outcome="success"}'
                    values: '0 100+0x20'
                  - series: 'release_conductor_phase_time_seconds_count{environment="prod",phase="deploy",outcome="success"}'
                    values: '0 10+0x20'
                  - series: 'release_conductor_rollbacks_total{environment="prod",by="policy",promoted="true"}'
                    values: '0 3+0x20'
                  - series: 'release_conductor_verifications_total{environment="prod",phase="deploy",outcome="passed"}'
                    values: '0 6+0x20'
                  - series: 'release_conductor_verifications_total{environment="prod",phase="deploy",outcome="failed"}'
                    values: '0 4+0x20'
                  - series: 'release_conductor_verifications_total{environment="prod",phase="rollback",outcome="passed"}'
                    values: '0 4+0x20'
                  - series: 'release_conductor_node_working{instance="a"}'
                    values: '1 0+0x20'
                  - series: 'release_conductor_node_lag_seconds{instance="a"}'
                    values: '0 61+0x20'
                  - series: 'release_conductor_part_state{part="Redis"}'
                    values: '1 2+0x20'
                promql_expr_test:
                  - expr: round(release_conductor:deployment_success:ratio_30d, 0.001)
                    eval_time: 1h
                    exp_samples: [{labels: '{environment="prod"}', value: 0.7}]
                  - expr: round(release_conductor:verification_pass:ratio_30d, 0.001)
                    eval_time: 1h
                    exp_samples: [{labels: '{environment="prod"}', value: 0.6}]
                  - expr: round(release_conductor:deployment_time:mean_30d, 0.001)
                    eval_time: 1h
                    exp_samples: [{labels: '{environment="prod"}', value: 100}]
                  - expr: round(30 * release_conductor:rollbacks:per_day_30d)
                    eval_time: 1h
                    exp_samples: [{labels: '{environment="prod"}', value: 3}]
                alert_rule_test:
                  - {alertname: VerificationsFail, eval_time: 1h, exp_alerts: [{exp_labels: {environment: prod}}]}
                  - {alertname: ReleaseConductorDown, eval_time: 1h, exp_alerts: [{exp_labels: {instance: a}}]}
                  - {alertname: ReleaseConductorLate, eval_time: 1h, exp_alerts: [{exp_labels: {instance: a}}]}
                  - {alertname: ReleaseConductorPartDown, eval_time: 1h, exp_alerts: [{exp_labels: {part: Redis}}]}
                  - {alertname: ReleaseConductorStoreAway, eval_time: 1h, exp_alerts: []}
            """;

    @TempDir
    private Path folder;

    /** What it says about files in the folder, or about what it is told; nothing is wrong if that is nothing but praise. */
    private String promtool(Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("prometheus.binary"))
                .resolveSibling("promtool")
                .toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip();
    }

    @Test
    @DisplayName("takes the rules of the page, which give the four figures and alert to what does not work")
    void rules() throws Exception {
        List<String> blocks = RULES.matcher(Files.readString(Pages.root().resolve("docs/metrics.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```yaml\n", "").replace("```", ""))
                .toList();
        assertThat(blocks).hasSize(2);
        for (int i = 0; i < blocks.size(); i++) {
            Files.writeString(folder.resolve("rules-" + i + ".yml"), blocks.get(i));
        }
        Files.writeString(folder.resolve("cases.yml"), CASES);
        assertThat(promtool(null, "check", "rules", "rules-0.yml", "rules-1.yml"))
                .startsWith("0 ");
        assertThat(promtool(null, "test", "rules", "cases.yml"))
                .startsWith("0 ")
                .contains("SUCCESS");
    }

    @Test
    @DisplayName("finds nothing to mend in what the bot tells")
    void text() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ConductorMetrics metrics = ConductorMetrics.of(registry);
        FiftyDeployments history = new FiftyDeployments(metrics);
        metrics.watch(history.conductor()::health);
        history.pass();
        Path scraped = Files.writeString(folder.resolve("metrics.txt"), registry.scrape());
        assertThat(promtool(scraped, "check", "metrics")).isEqualTo("0 ");
    }
}
