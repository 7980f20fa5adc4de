package io.releaseconductor.json;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.policy.Recommendation;
import org.jspecify.annotations.Nullable;

/** What the policy would have done, and whether people did the same. */
final class ShadowWire {

    private ShadowWire() {}

    static void write(JsonOut out, Shadow shadow) {
        out.number("wave", shadow.wave())
                .number("waves", shadow.waves())
                .flagIfSet("watched", shadow.watched())
                .word("would", shadow.would(), WireNames.RECOMMENDATION)
                .time("at", shadow.at())
                .text("why", shadow.why());
    }

    static Shadow read(JsonIn in) {
        int wave = in.count("wave", 1);
        int waves = in.count("waves", wave);
        boolean watched = in.flagOrFalse("watched");
        Recommendation would = in.word("would", WireNames.RECOMMENDATION);
        if (would == Recommendation.ASK) {
            throw in.corrupt("would", "is \"ask\"; allowed: promote, rollback");
        }
        return new Shadow(wave, waves, watched, would, in.time("at"), in.text("why"));
    }

    static void write(JsonOut out, @Nullable Agreement agreement) {
        if (agreement != null) {
            out.word("agreement", agreement.kind(), WireNames.AGREEMENT)
                    .object("shadow", agreement.shadow(), ShadowWire::write);
        }
    }

    /** A shadow alone says nothing. */
    static @Nullable Agreement readAgreement(JsonIn in) {
        Agreement.Kind kind = in.wordOrNull("agreement", WireNames.AGREEMENT);
        Shadow shadow = in.objectOrNull("shadow", ShadowWire::read);
        return kind == null ? null : new Agreement(kind, shadow);
    }
}
