package io.releaseconductor.benchmarks.judge;

import io.releaseconductor.metric.Counts;
import java.util.ArrayList;
import java.util.List;

/** Looks put together to minutes, as a query over the last minute sees them. */
final class Minutes {

    private Minutes() {}

    static List<Counts> of(List<Counts> looks) {
        List<Counts> minutes = new ArrayList<>();
        for (int from = 0; from + History.LOOKS_A_MINUTE <= looks.size(); from += History.LOOKS_A_MINUTE) {
            Counts minute = Counts.NONE;
            for (Counts look : looks.subList(from, from + History.LOOKS_A_MINUTE)) {
                minute = minute.plus(look);
            }
            minutes.add(minute);
        }
        return minutes;
    }
}
