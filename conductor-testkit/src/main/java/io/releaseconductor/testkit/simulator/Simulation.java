package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.simulator.Fault.Kind;
import io.releaseconductor.testkit.simulator.FaultPlan.CrashPoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs real conductors, on several nodes that share a store, through simulated histories: virtual time, a CI service, a chat and
 * people, and faults at every call through a port. A history follows from its name alone, so that each can be replayed.
 *
 * <p>Names: {@code random/42} is the random history of seed 42, {@code overlapping-cards/42} the same with a chat so slow that tries
 * to show a card overlap, {@code runs-started-again/42} the same where people start failed runs again, {@code people-called/42} the same in environments that call
 * people, {@code slower-than-usual/42} the same where many versions are shipped, some of them slow; {@code promote} is a canonical
 * {@link Flow} without faults, and
 * {@code promote/17-after-crash} the same with a fault at one side of the 17th port call ({@code before} or {@code after} its
 * effect; {@code crash}, {@code error}, {@code pause}, {@code delay} or {@code late}); more faults may follow, after a slash each.
 * {@code frozen-sender/retry/none} is the one case that no client can close: a process is frozen right before it sends, for longer than
 * anybody waits, a person answers for it ({@code retry} or {@code cancel}), and then it goes on and sends; with a workflow that refuses
 * {@code none} of its runs, those that another attempt has {@code overtaken}, or {@code overtaken-or-late} ones.
 *
 * <p>Immutable and thread-safe.
 */
public final class Simulation {

    /** Longer than a lease and than a call may take. */
    private static final long PAUSE = 45_000;

    private static final int MOST_FAILURES = 5;

    /** Opens an empty store for each history. */
    @FunctionalInterface
    public interface Stores {

        /**
         * Opens a store with nothing in it. Called from several threads at once unless there is one worker only.
         *
         * @param clock virtual time, for a store that asks for a clock
         * @return the store
         * @throws Exception if it cannot be opened; the exploration then fails
         */
        StateStore open(Clock clock) throws Exception;

        /**
         * Closes a store.
         *
         * @param store what {@link #open} gave
         * @throws Exception if it cannot be closed; the exploration then fails
         */
        default void close(StateStore store) throws Exception {}
    }

    private final Stores stores;
    private final int workers;

    private Simulation(Stores stores, int workers) {
        this.stores = stores;
        this.workers = workers;
    }

    /** {@return a simulation over in-memory stores, on as many threads as there are processors} */
    public static Simulation inMemory() {
        return new Simulation(
                clock -> new InMemoryStateStore(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * A simulation over stores of another kind, one history at a time.
     *
     * @param stores opens the stores
     * @return the simulation
     */
    public static Simulation over(Stores stores) {
        return new Simulation(Objects.requireNonNull(stores, "stores"), 1);
    }

    /**
     * Runs one history and keeps its timeline.
     *
     * @param name which
     * @return the history
     * @throws IllegalArgumentException if the name is not one of a history
     */
    public History replay(String name) {
        return run(name, true);
    }

    /**
     * Runs histories of random seeds.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration random(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "random/" + seed));
    }

    /**
     * Runs random histories in which tries to show a card overlap.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration overlappingCards(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "overlapping-cards/" + seed));
    }

    /**
     * Runs random histories in which listeners, authorizers, dispatchers, chats, alert sinks, checks and executors throw what no
     * contract allows, and block.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration meanCallees(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "mean-callees/" + seed));
    }

    /**
     * Runs random histories in which one node's clock is minutes away from the others', further than may be: nothing is required
     * but that nodes say so.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration clocksApart(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "clocks-apart/" + seed));
    }

    /**
     * Runs random histories in which most deploy runs fail, and people start them again at the CI service.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration runsStartedAgain(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "runs-started-again/" + seed));
    }

    /**
     * Runs random histories in environments that call people.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration peopleCalled(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "people-called/" + seed));
    }

    /**
     * Runs random histories in which one version after the other is shipped, and some of the later ones are slow.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration slowerThanUsual(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "slower-than-usual/" + seed));
    }

    /**
     * Runs random histories in which what is promoted is watched, and has to stand for a while before it is shipped on.
     *
     * @param firstSeed the first seed
     * @param count how many, each of the next seed
     * @return what came of them
     */
    public Exploration watched(long firstSeed, long count) {
        return explore(LongStream.range(firstSeed, firstSeed + count).mapToObj(seed -> "watched/" + seed));
    }

    /**
     * Runs one canonical flow in which nothing goes wrong.
     *
     * @param flow which
     * @return what came of it
     */
    public Exploration flow(Flow flow) {
        return explore(Stream.of(name(flow)));
    }

    /**
     * Runs a canonical flow with a crash before and after, and with a lost answer of, each call of the store.
     *
     * @param flow which
     * @return what came of them
     */
    public Exploration storeFaults(Flow flow) {
        List<Integer> calls = new ArrayList<>();
        run(
                name(flow),
                new FlowWeather(flow, (call, after, port, now) -> {
                    if (port == Port.STORE && !after) {
                        calls.add(call);
                    }
                    return null;
                }),
                false);
        return explore(calls.stream()
                .flatMap(call -> Stream.of(call + "-before-crash", call + "-after-crash", call + "-after-error"))
                .map(fault -> name(flow) + "/" + fault));
    }

    /**
     * Runs canonical flows with every single fault: at each port call, before and after its effect, each kind.
     *
     * @param flows which flows; all if none are given
     * @return what came of them
     */
    public Exploration crashPoints(Flow... flows) {
        return crashPoints(1, 0, flows);
    }

    /**
     * Runs canonical flows with some of the single faults that {@link #crashPoints(Flow...)} runs.
     *
     * @param every takes every so manieth fault of a flow only; 1 takes all
     * @param first the number of the first fault that is taken, from 0 to {@code every - 1}
     * @param flows which flows; all if none are given
     * @return what came of them
     * @throws IllegalArgumentException if the numbers are out of range
     */
    public Exploration crashPoints(int every, int first, Flow... flows) {
        requirePart("crash points", every, first);
        return explore(chosen(flows).stream().flatMap(flow -> {
            List<String> all = crashPointsOf(flow);
            return IntStream.range(0, all.size())
                    .filter(i -> i % every == first)
                    .mapToObj(all::get);
        }));
    }

    /**
     * Runs a canonical flow in which one node dies before or after one port call, each of them once, and is started anew.
     *
     * @param flow which
     * @return what came of them
     */
    public Exploration restarts(Flow flow) {
        return explore(singles(flow).filter(name -> name.endsWith("-crash")));
    }

    /**
     * Runs canonical flows with every pair of faults whose calls are given: the second comes after the first.
     *
     * @param every takes every so manieth pair only; 1 takes all
     * @param first the number of the first pair that is taken, from 0 to {@code every - 1}
     * @param flows which flows; all if none are given
     * @return what came of them
     * @throws IllegalArgumentException if the numbers are out of range
     */
    public Exploration pairs(int every, int first, Flow... flows) {
        requirePart("pairs", every, first);
        return explore(chosen(flows).stream().flatMap(flow -> pairs(flow, every, first)));
    }

    private static void requirePart(String what, int every, int first) {
        if (every < 1 || first < 0 || first >= every) {
            throw new IllegalArgumentException(what + ": every " + every + ", first " + first
                    + " is not allowed; allowed: every from 1, and first from 0 to every - 1");
        }
    }

    /**
     * The names of all histories of a flow with one fault.
     *
     * @param flow the flow
     * @return the names
     */
    public List<String> crashPointsOf(Flow flow) {
        return singles(flow).toList();
    }

    /**
     * Runs histories until one fails: for looking from outside, such as through another class loader.
     *
     * @param kind {@code random}, {@code overlapping-cards}, {@code mean-callees}, {@code clocks-apart}, {@code runs-started-again},
     *     {@code people-called}, {@code slower-than-usual}, {@code watched}, {@code crash-points}, or the name of a flow for its crash points
     * @param first the first seed; of no meaning for crash points
     * @param most how many histories at most
     * @return nothing if all are sound; else how many it took, a space, and the report of the one that failed
     */
    public static String firstFailure(String kind, long first, int most) {
        Simulation simulation = inMemory();
        Stream<String> names = switch (kind) {
            case "random",
                    "overlapping-cards",
                    "mean-callees",
                    "clocks-apart",
                    "runs-started-again",
                    "people-called",
                    "slower-than-usual",
                    "watched" -> LongStream.range(first, first + most).mapToObj(seed -> kind + "/" + seed);
            case "crash-points" -> Arrays.stream(Flow.values()).flatMap(simulation::singles);
            default -> simulation.singles(flow(kind));
        };
        int tried = 0;
        for (Iterator<String> all = names.iterator(); all.hasNext() && tried < most; ) {
            String name = all.next();
            tried++;
            if (!simulation.run(name, false).isSound()) {
                return tried + " " + simulation.replay(name).report();
            }
        }
        return "";
    }

    private static List<Flow> chosen(Flow... flows) {
        return flows.length == 0 ? List.of(Flow.values()) : List.of(flows);
    }

    private static String name(Flow flow) {
        return flow.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Flow flow(String name) {
        return Arrays.stream(Flow.values())
                .filter(f -> name(f).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("flow: \"" + name + "\" is not allowed; allowed: "
                        + Arrays.stream(Flow.values()).map(Simulation::name).toList()));
    }

    private Stream<String> singles(Flow flow) {
        int calls = run(name(flow), false).calls();
        return IntStream.rangeClosed(1, calls)
                .boxed()
                .flatMap(Simulation::faults)
                .map(fault -> name(flow) + "/" + fault);
    }

    private static Stream<String> faults(int call) {
        return Stream.of("before", "after")
                .flatMap(side -> Arrays.stream(Kind.values())
                        .map(kind -> call + "-" + side + "-" + kind.name().toLowerCase(Locale.ROOT)));
    }

    private Stream<String> pairs(Flow flow, int every, int start) {
        int[] number = {every - start};
        return singles(flow).flatMap(first -> {
            int call =
                    Integer.parseInt(first.substring(first.indexOf('/') + 1, first.indexOf('-', first.indexOf('/'))));
            int calls = run(first, false).calls();
            return IntStream.rangeClosed(call + 1, calls)
                    .boxed()
                    .flatMap(Simulation::faults)
                    .filter(fault -> number[0]++ % every == 0)
                    .map(fault -> first + "/" + fault);
        });
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Weather weather(String name) {
        String[] parts = name.split("/", -1);
        if (parts[0].equals("random") && parts.length == 2) {
            return new RandomWeather(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("overlapping-cards") && parts.length == 2) {
            return new OverlappingCards(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("clocks-apart") && parts.length == 2) {
            return new ClocksApart(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("runs-started-again") && parts.length == 2) {
            return new StartedAgain(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("people-called") && parts.length == 2) {
            return new PeopleCalled(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("watched") && parts.length == 2) {
            return new Watched(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("slower-than-usual") && parts.length == 2) {
            return new SlowerThanUsual(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("mean-callees") && parts.length == 2) {
            return new MeanCallees(Long.parseLong(parts[1]));
        }
        if (parts[0].equals("frozen-sender") && parts.length == 3) {
            return new FrozenSender(constant(Action.class, parts[1]), constant(CiGuard.class, parts[2]));
        }
        Map<CrashPoint, Fault> faults = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] fault = parts[i].split("-", -1);
            if (fault.length != 3) {
                throw new IllegalArgumentException("history: \"" + name
                        + "\" is not allowed; allowed: such as random/42, promote, promote/17-after-crash");
            }
            Kind kind = constant(Kind.class, fault[2]);
            long millis = kind == Kind.CRASH || kind == Kind.ERROR ? 0 : PAUSE;
            faults.put(new CrashPoint(Integer.parseInt(fault[0]), fault[1].equals("after")), new Fault(kind, millis));
        }
        return new FlowWeather(flow(parts[0]), FaultPlan.at(faults));
    }

    private History run(String name, boolean recorded) {
        return run(name, weather(name), recorded);
    }

    private History run(String name, Weather weather, boolean recorded) {
        @Nullable StateStore[] opened = new StateStore[1];
        try {
            World world = new World(
                    weather,
                    clock -> {
                        try {
                            StateStore store = stores.open(clock);
                            opened[0] = store;
                            return store;
                        } catch (Exception e) {
                            throw new IllegalStateException("the store of history " + name + " cannot be opened", e);
                        }
                    },
                    recorded);
            world.run();
            return new History(
                    name,
                    world.gate.calls(),
                    weather.clocksApart() ? ofClocks(world.rules.violations()) : world.rules.violations(),
                    world.rules.gaps(),
                    recorded ? world.timeline.text() : "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in history " + name, e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("history " + name + " came to no end: " + e.getMessage(), e);
        } finally {
            close(opened[0]);
        }
    }

    /** Where clocks are further apart than they may be, nothing is promised but that it is said. */
    private static List<String> ofClocks(List<String> violations) {
        return violations.stream().filter(v -> v.startsWith("clocks: ")).toList();
    }

    private void close(@Nullable StateStore store) {
        if (store != null) {
            try {
                stores.close(store);
            } catch (Exception e) {
                throw new IllegalStateException("a store cannot be closed", e);
            }
        }
    }

    private Exploration explore(Stream<String> names) {
        return new Explorer(names.iterator(), name -> run(name, false), this::replay, MOST_FAILURES).explore(workers);
    }
}
