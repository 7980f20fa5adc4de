package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All in which one history differs from another: what goes wrong, how runs and checks go, and what people do. */
interface Weather {

    /** What decides the order of things. */
    Dice dice();

    /** In how many of a thousand cases a task has to let others go first; 0 for the plain order. */
    int patience();

    /** In how many of a thousand cases an ordinary call takes a little time. */
    int slowness();

    FaultPlan faults();

    /** How somebody else's code misbehaves. */
    Hostility hostility();

    int nodes();

    /** How long what is settled is kept. */
    Retention retention();

    /** Whether the store lets nobody clean up. */
    boolean cleanUpFails();

    /** After how many milliseconds a node is started anew under its name, and so cleans up; 0 for never. */
    long nextRestart();

    /** Whether the clocks of nodes are further apart than they may be. */
    boolean clocksApart();

    /** By how many milliseconds the clock of a node is ahead. */
    long offset(int node);

    /** When nothing goes wrong any more, in virtual milliseconds. */
    long stormUntil();

    /** How long a node that died stays away. */
    long restartAfter();

    /** Whether a part of the world cannot be reached at a time. */
    boolean isDown(Port port, long now);

    boolean echoesKeys();

    CiGuard guard();

    Ci.Fortune fortune();

    /** How a request to start a run fails. */
    DispatchOutcome failedDispatch(boolean afterTheEffect);

    /** What the CI service answers to a request that it carried out. */
    DispatchOutcome told(Ci.Run run, DispatchOutcome outcome);

    boolean autoPromote();

    /** Whether the second node has another policy than the others. */
    boolean policiesApart();

    /** Whether a run that failed is rolled back by policy. */
    boolean rollsBackFailedRuns();

    /** What a canary means in every environment. */
    RolloutPlan canary();

    /** Whether there is somebody to ask what is being shipped. */
    boolean tellsChanges();

    /** Whether there is somebody to ask what a branch points at. */
    boolean knowsRefs();

    /** Whether paths are marked as risky, in every environment. */
    boolean marksRisky();

    /** When deployments may begin in an environment. */
    DeploymentWindows windows(Environment environment);

    /** Which rules of the pre-flight hold in an environment; of those that are asked outside there is {@code ci}. */
    AdmissionRules preflight(Environment environment);

    /** What CI says of what is about to begin, or nothing if it is thrown, and after how many milliseconds. */
    Checked ci(Admission.Question question, long now);

    /** What is answered, or nothing if it is thrown, and after how many milliseconds. */
    record Checked(@Nullable AdmissionOutcome outcome, long millis) {}

    /** What comes of asking what a version is, the so manieth time, from 1. */
    Telling change(ChangeLog.Question question, int asked);

    /** What is answered, or nothing if it is thrown, and after how many milliseconds. */
    record Telling(@Nullable ChangeOutcome outcome, long millis) {}

    /** Which metrics judge a canary; none where there is no source of them. */
    List<MetricRule> metrics();

    /** What becomes of asking what the metrics counted of a canary. */
    Counted count(MetricSource.Question question, Traffic traffic, long now);

    /** What is answered, or nothing if it is thrown, and after how many milliseconds. */
    record Counted(@Nullable Map<String, MetricAnswer> answers, long millis) {}

    boolean linked(Environment environment);

    /** How what was promoted is looked at afterwards, in every environment. */
    Watch watch();

    /** How long what was promoted has to stand before the linked environment is shipped to. */
    Duration soak();

    /** Whom the chat calls, in every environment. */
    Called called();

    /** What a check finds at a time, and after how many milliseconds. */
    Finding check(String id, CheckContext context, long now);

    record Finding(CheckResult result, long millis) {}

    /** Starts what people do. */
    void people(World world);
}
