package io.releaseconductor.json;

import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.DeployId;

/** What a deployment came to: a failure, a question to people, a rollback, the linked deployment. */
final class OutcomeWire {

    private OutcomeWire() {}

    static void write(JsonOut out, Failure failure) {
        out.word("phase", failure.phase(), WireNames.PHASE)
                .word("kind", failure.kind(), WireNames.FAILURE_KIND)
                .text("reason", failure.reason())
                .time("at", failure.at());
    }

    static Failure readFailure(JsonIn in) {
        return new Failure(
                in.word("phase", WireNames.PHASE),
                in.word("kind", WireNames.FAILURE_KIND),
                in.text("reason"),
                in.time("at"));
    }

    static void write(JsonOut out, Attention attention) {
        out.word("phase", attention.phase(), WireNames.PHASE)
                .text("reason", attention.reason())
                .time("since", attention.since())
                .number("reminders", attention.reminders())
                .numberUnlessZero("number", attention.number())
                .list("candidates", attention.candidates(), RunWire::write);
    }

    static Attention readAttention(JsonIn in) {
        return new Attention(
                in.word("phase", WireNames.PHASE),
                in.text("reason"),
                in.time("since"),
                in.list("candidates", RunWire::readCandidate),
                in.count("reminders", Integer.MIN_VALUE),
                in.countOrZero("number", Attention.MAX_NUMBER));
    }

    /** A rollback that waits for the current run to end. */
    static void writeWish(JsonOut out, Rollback rollback) {
        out.object("by", rollback.decision().by(), ActorWire::write)
                .time("at", rollback.decision().at());
        writeWay(out, rollback);
    }

    static Rollback readWish(JsonIn in) {
        return readWay(in, ActorWire.readDecision(in));
    }

    /** Why and how, without by whom and when. */
    static void writeWay(JsonOut out, Rollback rollback) {
        out.text("reason", rollback.reason())
                .word("method", rollback.method(), WireNames.METHOD)
                .text("version", rollback.version())
                .flagIfSet("chosen", rollback.chosen());
    }

    static Rollback readWay(JsonIn in, Decision decision) {
        RollbackMethod method = in.word("method", WireNames.METHOD);
        String version = in.textOrNull("version");
        boolean chosen = in.flagOrFalse("chosen");
        if (chosen && (version == null || method != RollbackMethod.REDEPLOY)) {
            throw in.corrupt("chosen", "is there; allowed: where the method is redeploy and there is a version");
        }
        return new Rollback(decision, in.textOrNull("reason"), method, version, chosen);
    }

    static void write(JsonOut out, LinkedShip linked) {
        DeployId deployment = linked.deployment();
        out.text("env", linked.environment().name())
                .word("state", linked.state(), WireNames.LINKED_STATE)
                .text("deploy_id", deployment == null ? null : deployment.value())
                .text("reason", linked.reason())
                .time("not_before", linked.notBefore())
                .uri("card", linked.card());
        ActorWire.write(out, linked.wanted());
    }

    static LinkedShip readLinked(JsonIn in) {
        LinkedShip.State state = in.word("state", WireNames.LINKED_STATE);
        DeployId deployment = in.deployIdOrNull("deploy_id");
        if ((state == LinkedShip.State.SHIPPED) != (deployment != null)) {
            throw in.corrupt(
                    "deploy_id",
                    "is " + (deployment == null ? "missing" : "there")
                            + "; allowed: if and only if the state is shipped");
        }
        return new LinkedShip(
                in.environment("env"),
                ActorWire.readDecision(in),
                state,
                deployment,
                in.textOrNull("reason"),
                in.time("not_before"),
                deployment == null ? null : in.uri("card"));
    }
}
