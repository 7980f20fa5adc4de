package io.releaseconductor.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.Verification;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import io.releaseconductor.spi.ChatChannel;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation states facts")
class DocFactsTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<String> codeIn(String cell) {
        return CODE.matcher(cell).results().map(r -> r.group(1)).toList();
    }

    private static String name(List<String> row) {
        return codeIn(row.get(0)).get(0);
    }

    @Test
    @DisplayName("all statuses, and where each leaves to")
    void statuses() {
        Map<String, Set<String>> told = new LinkedHashMap<>();
        for (List<String> row : Doc.page("how-it-works.md").rowsUnder("## The twelve statuses")) {
            told.put(name(row), Set.copyOf(codeIn(row.get(3))));
        }
        Map<String, Set<String>> actual = new LinkedHashMap<>();
        for (DeploymentStatus status : DeploymentStatus.values()) {
            actual.put(
                    status.wireName(),
                    status.leavesTo().stream().map(DeploymentStatus::wireName).collect(Collectors.toSet()));
        }
        assertThat(told).containsExactlyInAnyOrderEntriesOf(actual);
    }

    @Test
    @DisplayName("the buttons of each status")
    void buttons() {
        Map<String, Set<String>> told = new LinkedHashMap<>();
        for (List<String> row : Doc.page("how-it-works.md").rowsUnder("## The twelve statuses")) {
            Stream<String> labels =
                    Stream.of(row.get(2).replace(" if that was blocked", "").split("[,;]"));
            told.put(
                    name(row),
                    labels.map(String::strip).filter(l -> !l.equals("–")).collect(Collectors.toSet()));
        }
        Map<String, Set<String>> actual = new LinkedHashMap<>();
        for (DeploymentStatus status : DeploymentStatus.values()) {
            actual.put(
                    status.wireName(),
                    CardRenderer.render(at(status)).buttons().stream()
                            .map(button -> button.label()
                                    .replaceFirst("#.*", "#…")
                                    .replaceFirst("^(Promote|Rollback) (and|to) .*", "$1"))
                            .collect(Collectors.toSet()));
        }
        assertThat(told).containsExactlyInAnyOrderEntriesOf(actual);
    }

    /** With a run to adopt where it needs attention, and production blocked where it is promoted. */
    private static Deployment at(DeploymentStatus status) {
        Instant now = Instant.ofEpochSecond(1_699_747_200);
        Actor ada = Actor.person("1", "Ada");
        DeployRequest request = DeployRequest.builder(Environment.STAGING, Strategy.FULL, Rollout.FULL, ada, now)
                .linked(Environment.PROD)
                .previousVersion("1.0.0")
                .frozen(ReleasePolicy.DEFAULT, List.of("frontend"))
                .build();
        boolean promoted = status == DeploymentStatus.PROMOTED;
        boolean attention = status == DeploymentStatus.NEEDS_ATTENTION;
        return Deployment.initiate(DeployId.of(Environment.STAGING, now), request).toBuilder()
                .status(status)
                .linked(
                        promoted
                                ? new LinkedShip(
                                        Environment.PROD,
                                        new Decision(ada, now),
                                        LinkedShip.State.BLOCKED,
                                        null,
                                        "taken",
                                        now)
                                : null)
                .attention(
                        attention
                                ? new Attention(
                                        Phase.DEPLOY,
                                        "the answer was lost",
                                        now,
                                        List.of(new RunCandidate("7", null, "Client Deploy", now)),
                                        0)
                                : null)
                .build();
    }

    @Test
    @DisplayName("all deadlines, and their defaults")
    void deadlines() throws ReflectiveOperationException {
        Map<String, Duration> told = new LinkedHashMap<>();
        for (List<String> row : Doc.page("how-it-works.md").rowsUnder("## Deadlines")) {
            told.put(name(row), duration(row.get(1)));
        }
        Map<String, Duration> actual = new LinkedHashMap<>();
        for (RecordComponent component : Deadlines.class.getRecordComponents()) {
            actual.put(component.getName(), (Duration) component.getAccessor().invoke(Deadlines.DEFAULT));
        }
        assertThat(told).containsExactlyEntriesOf(actual);
    }

    private static Duration duration(String text) {
        Matcher matcher = Pattern.compile("(\\d+) (s|min|h)").matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    @Test
    @DisplayName("all kinds of alerts")
    void alerts() {
        assertThat(Doc.page("operations.md").rowsUnder("## Alerts"))
                .extracting(DocFactsTest::name)
                .containsExactlyElementsOf(Arrays.stream(AlertKind.values())
                        .map(AlertKind::wireName)
                        .toList());
    }

    @Test
    @DisplayName("all rules of the policy, with the limits of its criteria")
    void policy() {
        Map<String, String> told = new LinkedHashMap<>();
        for (List<String> row : Doc.page("configuration.md").rowsUnder("## Policies")) {
            told.put(row.size() + " " + name(row), row.get(1));
        }
        Verdict verdict = ReleasePolicy.DEFAULT.judge(new Verification(Instant.EPOCH, Instant.EPOCH, List.of()));
        Map<String, String> criteria =
                verdict.criteria().stream().collect(Collectors.toMap(r -> "2 " + r.rule(), RuleResult::limit));
        assertThat(told).containsAllEntriesOf(criteria);
        assertThat(told.keySet())
                .filteredOn(key -> key.startsWith("3 "))
                .containsAll(
                        verdict.triggers().stream().map(r -> "3 " + r.rule()).toList())
                .contains("3 workflow_failed")
                .hasSize(verdict.triggers().size() + 1);
        assertThat(told).hasSize(criteria.size() + verdict.triggers().size() + 1);
    }

    @Test
    @DisplayName("what a wrong configuration is told")
    void configurationError() {
        String shown = Doc.page("configuration.md").blocks("text").get(0).toString();
        assertThatThrownBy(() -> Conductor.builder()
                        .variables(Variables.of(Map.of("SHIP_AUTO_PROMOTE", "yes")))
                        .workflows(new NoWorkflows())
                        .chat(ChatChannel.NONE)
                        .alerts((alert, deployment) -> {})
                        .checks(CheckCatalog.discover())
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(shown);
    }
}
