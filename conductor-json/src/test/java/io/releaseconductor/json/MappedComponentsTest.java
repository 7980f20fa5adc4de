package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.metric.Evidence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the mapping knows of the core. Who adds a component to a record there adds it to the mapping, to docs/state.md and to
 * this list, in this order; a new field is left out where it says nothing, and has a default where it is absent.
 */
@DisplayName("The mapping")
class MappedComponentsTest {

    private static final Map<String, String> MAPPED = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "Deployment",
                    "id revision request status statusSince version baseline admission change waves rollbackPhase "
                            + "rollbackVerification cancelWish rollbackWish holds holdReasons lifted shadows promotion promotedAt rollback "
                            + "rolledBackAt failure restraint attention linked watch audit card alerts dueAt extensions"),
            Map.entry("AuditEntry", "deployment number revision node told previous digest"),
            Map.entry("Occurrence", "at event by reason before after detail"),
            Map.entry(
                    "DeployRequest",
                    "environment strategy plan policy checks ref version resolved note initiatedBy initiatedAt destination linked parent "
                            + "previousVersion promoteFromHead linkedFromHead olderVersion withoutRollback profile called metrics usual failedRounds riskyPaths admission watch soak"),
            Map.entry("ResolvedRef", "name commit missing"),
            Map.entry("EnvironmentProfile", "production decisionWait admissionWait promoters rollbackers links"),
            Map.entry("TeamLink", "label target"),
            Map.entry("PhaseProgress", "attempt startedAt workedSince stage"),
            Map.entry("RolloutPlan", "kind waves"),
            Map.entry("Wave", "reach bake gate"),
            Map.entry("Percentage", "value"),
            Map.entry("Target", "name"),
            Map.entry("None", ""),
            Map.entry("OneLook", ""),
            Map.entry("Rounds", "warmUp atLeast atMost every"),
            Map.entry("Observation", "upTo rounds gaps met silentSince checks counting"),
            Map.entry("CheckEvidence", "check evidence"),
            Map.entry("Counting", "upTo looks metrics retryAt waitingFor toldAt log"),
            Map.entry("MetricEvidence", "metric against before gaps evidence"),
            Map.entry("MetricPlan", "rules lag"),
            Map.entry("MetricRule", "name limit"),
            Map.entry("Approvals", "count groups initiatorCounts"),
            Map.entry("Approval", "decision groups"),
            Map.entry("Open", ""),
            Map.entry("ReleasePolicy", "autoPromote autoRollback thresholds triggers"),
            Map.entry("PromoteThresholds", "maxLatencies minChecksPassing minPassPercentage byDefault"),
            Map.entry(
                    "RollbackTriggers",
                    "frontendDown apiDown authBroken criticalErrors minChecksPassing workflowFailed minByDefault"),
            Map.entry("WaveProgress", "begun phase verification approvals fully"),
            Map.entry("Attempt", "phase wave number"),
            Map.entry("Ready", "notBefore problem"),
            Map.entry("Sending", "intent"),
            Map.entry("Locating", "intent since notBefore accepted reason candidates"),
            Map.entry("Running", "run since seenAt lookAgainAt problem cancelling"),
            Map.entry("Concluded", "run at lookAgainAt"),
            Map.entry("Cancelling", "reason since notBefore asked"),
            Map.entry(
                    "DispatchIntent",
                    "deployment attempt environment strategy rollout reach lastWave ref version method intendedAt validUntil"
                            + " initiatedBy"),
            Map.entry("WorkflowRun", "id url status conclusion runAttempt started version detail"),
            Map.entry("RunCandidate", "runId url title createdAt"),
            Map.entry("VerificationState", "startedAt done total result verdict settling observation"),
            Map.entry("Settling", "checks until"),
            Map.entry("Verification", "startedAt finishedAt results"),
            Map.entry("BaselineLook", "startedAt limit version result missing"),
            Map.entry("ChangeLookup", "summary missing retryAt"),
            Map.entry("ChangeSummary", "title author commit committedAt distance compare others risk"),
            Map.entry("Commit", "title author"),
            Map.entry("Risk", "paths count whole"),
            Map.entry("RiskyPaths", "globs"),
            Map.entry("FailedRounds", "share"),
            Map.entry("Watch", "length every rollsBack"),
            Map.entry("WatchState", "startedAt upTo looks gaps result fired end"),
            Map.entry("WatchEnd", "reason at newer"),
            Map.entry("Distance", "since ahead behind"),
            Map.entry("CompletedCheck", "id name result alreadySo"),
            Map.entry("CheckResult", "status message latency critical findings error hint link unanswered kind"),
            Map.entry("Finding", "name status measured expected"),
            Map.entry("Verdict", "recommendation criteria triggers"),
            Map.entry("RuleResult", "rule outcome measured limit"),
            Map.entry("Decision", "by at"),
            Map.entry("Actor", "id name groups chat"),
            Map.entry("Rollback", "decision reason method version chosen"),
            Map.entry("Failure", "phase kind reason at"),
            Map.entry("AdmissionRules", "asked after"),
            Map.entry("AdmissionState", "since askedAt answers admittedAt overrides"),
            Map.entry("AdmissionAnswer", "rule outcome"),
            Map.entry("Yes", "detail"),
            Map.entry("NotYet", "detail"),
            Map.entry("No", "detail"),
            Map.entry("Unknown", "detail"),
            Map.entry("Agreement", "kind shadow"),
            Map.entry("Shadow", "wave waves watched would at why"),
            Map.entry("HoldReason", "hold reason"),
            Map.entry("AdmissionOverride", "decision reason rules"),
            Map.entry("Restraint", "why until since lookAgainAt overAt"),
            Map.entry("Attention", "phase reason since candidates reminders number"),
            Map.entry("LinkedShip", "environment wanted state deployment reason notBefore card"),
            Map.entry("CardState", "reference shown undeliverable posts failures retryAt generation unsureUntil"),
            Map.entry("Alert", "id kind message raisedAt sentAt failures retryAt called deliveredTo"),
            Map.entry("Called", "groups initiator"),
            Map.entry("UsualLatencies", "checks warns"),
            Map.entry("UsualLatency", "check low high most deployments"),
            Map.entry("CheckLatency", "check latency"),
            Map.entry("Evidence", "since upTo correlation looks canary strands peak"),
            Map.entry("Correlation", "phi measured"),
            Map.entry("Counts", "bad total"),
            Map.entry("Strand", "stable stableLately canaryLately looks roughness waiting harm harmless"),
            Map.entry("Waiting", "canary stable looks"),
            Map.entry("DeployId", "value"),
            Map.entry("Environment", "name"),
            Map.entry(
                    "HistoryEntry",
                    "id status statusSince strategy ref version note initiatedBy initiatedAt decidedBy checks reason returnedTo latencies metrics course"),
            Map.entry(
                    "HistoryCourse",
                    "verificationFailed mayHaveTakenEffect worked committedAt promotedAt failedAt rollbackAt rollbackReason rolledBackAt agreement"),
            Map.entry("MetricHistory", "plan judgedTogether stableVersion deployedAt waves"),
            Map.entry("CountedWave", "number reach bake compared from log metrics"),
            Map.entry("CountedMetric", "rule outcome gaps digest"),
            Map.entry("EnvironmentState", "environment revision lock told notBefore notes"),
            Map.entry("EnvironmentNote", "number text by at"),
            Map.entry("Lock", "environment owner reason since until endedBy destination")));

    @Test
    @DisplayName("knows every component of every record that it writes")
    void knows_every_component() {
        Map<String, String> found = new TreeMap<>();
        collect(Deployment.class, found);
        collect(HistoryEntry.class, found);
        collect(Evidence.class, found);
        collect(EnvironmentState.class, found);
        assertThat(found).isEqualTo(MAPPED);
    }

    private static void collect(Type type, Map<String, String> found) {
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                collect(argument, found);
            }
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isSealed() && raw.isInterface()) {
            Arrays.stream(raw.getPermittedSubclasses()).forEach(variant -> collect(variant, found));
        } else if (raw.isRecord() && !found.containsKey(raw.getSimpleName())) {
            RecordComponent[] components = raw.getRecordComponents();
            found.put(
                    raw.getSimpleName(),
                    Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(" ")));
            Arrays.stream(components).forEach(component -> collect(component.getGenericType(), found));
        }
    }
}
