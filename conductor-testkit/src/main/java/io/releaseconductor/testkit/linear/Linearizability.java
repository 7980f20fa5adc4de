package io.releaseconductor.testkit.linear;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of calls in which each is answered as it was, and none comes before one that had ended when it began: the search
 * of Wing and Gong, with Lowe's memory of where it has been.
 *
 * @param <S> the state; two equal states must go on equally
 */
final class Linearizability<S> {

    private final List<Call<S>> calls;
    private final Set<Been<S>> been = new HashSet<>();

    private record Been<S>(BitSet made, S state) {}

    /** Calls made so far, the state after them, and which call to try next. */
    private static final class Place<S> {
        final BitSet made;
        final S state;
        int next;

        Place(BitSet made, S state) {
            this.made = made;
            this.state = state;
            this.next = made.nextClearBit(0);
        }
    }

    private Linearizability(List<Call<S>> calls) {
        this.calls =
                calls.stream().sorted(Comparator.comparingLong(Call::begun)).toList();
    }

    /** {@return whether there is such an order} */
    static <S> boolean holds(S start, List<Call<S>> calls) {
        return new Linearizability<>(calls).search(start);
    }

    private boolean search(S start) {
        Deque<Place<S>> path = new ArrayDeque<>();
        path.push(new Place<>(new BitSet(calls.size()), start));
        while (!path.isEmpty()) {
            Place<S> place = path.peek();
            long firstEnd = firstEnd(place.made);
            if (firstEnd == Long.MAX_VALUE) {
                return true;
            }
            Optional<Place<S>> next = Optional.empty();
            while (next.isEmpty()
                    && place.next < calls.size()
                    && calls.get(place.next).begun() < firstEnd) {
                next = make(place);
                place.next = place.made.nextClearBit(place.next + 1);
            }
            if (next.isPresent()) {
                if (next.get().state == place.state) {
                    // what changes nothing may as well come first wherever it fits: no other order has to be tried
                    place.next = calls.size();
                }
                path.push(next.get());
            } else {
                path.pop();
            }
        }
        return false;
    }

    /** When the first of the calls that are still to be made had its answer. */
    private long firstEnd(BitSet made) {
        long first = Long.MAX_VALUE;
        for (int i = made.nextClearBit(0); i < calls.size(); i = made.nextClearBit(i + 1)) {
            Call<S> call = calls.get(i);
            if (call.begun() > first) {
                break;
            }
            first = Math.min(first, call.ended());
        }
        return first;
    }

    private Optional<Place<S>> make(Place<S> place) {
        Optional<S> after = calls.get(place.next).after(place.state);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        BitSet made = (BitSet) place.made.clone();
        made.set(place.next);
        return been.add(new Been<>(made, after.get())) ? Optional.of(new Place<>(made, after.get())) : Optional.empty();
    }
}
