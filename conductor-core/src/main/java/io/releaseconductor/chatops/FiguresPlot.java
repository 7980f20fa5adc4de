package io.releaseconductor.chatops;

import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import java.util.List;
import java.util.Optional;

/** Draws figures, for the answer to {@link Command#STATS}. Called from many threads at once. */
@FunctionalInterface
public interface FiguresPlot {

    /** Draws nothing. */
    FiguresPlot NONE = (environment, pieces) -> Optional.empty();

    /**
     * Draws the figures of a period, piece by piece. What it throws is logged, and the answer goes without a picture.
     *
     * @param environment of which environment
     * @param pieces the figures of the pieces of the period, which follow one another, the first one first; at least one
     * @return the picture; empty for none
     */
    Optional<Attachment> draw(Environment environment, List<Figures> pieces);
}
