package io.releaseconductor.examples.demo.app;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The application in one environment: a homepage and an API on loopback, by {@value Installation#INSTANCES} instances behind a
 * switch. Each behaves as the version that the {@link Installation} has on it, so that a workflow changes it by changing files.
 */
public final class SmallApplication implements AutoCloseable {

    /** Where orders are, which visitors ask for and checks do not. */
    public static final String ORDERS = "/api/orders";

    private final String environment;
    private final Installation installation;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Switch all;
    private final Switch canary;

    private SmallApplication(
            String environment, Installation installation, Login login, Clock clock, int port, int canaryPort)
            throws IOException {
        this.environment = environment;
        this.installation = installation;
        try {
            Endpoints endpoints = new Endpoints(login, clock, this::base);
            for (int number = 1; number <= Installation.INSTANCES; number++) {
                instances.add(opened(new Instance(environment, number, installation, endpoints, clock)));
            }
            this.all = opened(Switch.start("app-" + environment, port, instances, instances::size));
            this.canary = opened(
                    Switch.start("canary-" + environment, canaryPort, instances, () -> deployedLast(installation)));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static int deployedLast(Installation installation) {
        int canaries = installation.canaryInstances();
        return canaries == 0 ? Installation.INSTANCES : canaries;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /**
     * Starts the application.
     *
     * @param environment the name of its environment
     * @param installation what its instances serve
     * @param login who can log in
     * @param clock by which its tokens are valid
     * @param port where it is reached, if that is free; else, or for 0, on any port
     * @param canaryPort where its canary is reached, likewise
     * @return the application, answering
     * @throws IOException if it cannot be started
     */
    public static SmallApplication start(
            String environment, Installation installation, Login login, Clock clock, int port, int canaryPort)
            throws IOException {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(clock, "clock");
        return new SmallApplication(environment, installation, login, clock, port, canaryPort);
    }

    /** {@return where its users reach it, each request another instance; without a slash at the end} */
    public URI base() {
        return all.base();
    }

    /**
     * Where what was deployed last is reached.
     *
     * @return the address of the canary instances, and of all while there are none; without a slash at the end
     */
    public URI canaryBase() {
        return canary.base();
    }

    /**
     * Where its instances tell what they count, for a Prometheus.
     *
     * @return all instances, as they are at this moment
     */
    public List<ScrapeTarget> targets() {
        int canaries = installation.canaryInstances();
        return IntStream.range(0, instances.size())
                .mapToObj(i -> target(instances.get(i).metrics(), i < canaries ? "canary" : "stable"))
                .toList();
    }

    private ScrapeTarget target(URI metrics, String track) {
        return new ScrapeTarget(
                metrics, Map.of("environment", environment, "instance", metrics.getAuthority(), "track", track));
    }

    /** {@return the name of its environment} */
    public String environment() {
        return environment;
    }

    /** {@return what its instances serve} */
    public Installation installation() {
        return installation;
    }

    /** Ends it. What cannot be ended is left. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // A socket on loopback that cannot be closed ends with the process.
        }
    }
}
