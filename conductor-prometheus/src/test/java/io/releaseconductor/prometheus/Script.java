package io.releaseconductor.prometheus;

import io.releaseconductor.examples.fakeprometheus.FakePrometheus;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A random life of a few instances, told to Prometheus scrape by scrape, and the truth beside it: what happened between a process's
 * scrapes, by the time of the later one. Instances come, go, restart in place and miss scrapes; series
 * appear with their first event, and single samples of them are missing or no numbers.
 */
final class Script {

    private static final long INTERVAL = 15_000;
    private static final String[] STATUS = {"200", "404", "503"};

    private final Random random;
    private final FakePrometheus prometheus;
    private final boolean tellsStarts;
    private final List<Life> lives = new ArrayList<>();
    private final List<Event> truth = new ArrayList<>();
    private final long start = Shop.START.toEpochMilli();
    private int instances;

    Script(long seed, FakePrometheus prometheus) {
        this.random = new Random(seed);
        this.prometheus = prometheus;
        this.tellsStarts = random.nextBoolean();
    }

    /** What a scrape made visible. */
    private record Event(long time, boolean canary, String status, boolean slow, long number) {}

    /** An instance, and the process that runs on it. */
    private static final class Life {
        private final Map<String, String> target;
        private final boolean canary;
        private final long phase;
        private double rate;
        private long began;
        private boolean isNew = true;
        private final long[][] counted = new long[STATUS.length][2];
        private final long[][] visible = new long[STATUS.length][2];
        private final boolean[] exported = new boolean[STATUS.length];
        private boolean hasFallen;

        Life(Map<String, String> target, boolean canary, long phase, double rate, long began) {
            this.target = target;
            this.canary = canary;
            this.phase = phase;
            this.rate = rate;
            this.began = began;
        }

        void begin(int status, long fast, long slow) {
            counted[status] = new long[] {fast, slow};
            visible[status] = new long[2];
        }

        /** Where nobody tells when a process began, lower values do, if all of them are lower at once. */
        boolean canFall() {
            for (int status = 0; status < STATUS.length; status++) {
                if (exported[status] && visible[status][0] == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Runs for some minutes, and one more in which all is scraped. */
    void run(int scrapes) {
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            lives.add(life(i == 0, start));
        }
        for (int round = 0; round <= scrapes; round++) {
            long time = start + round * INTERVAL;
            boolean last = round == scrapes;
            boolean away = !last && round > 1 && random.nextInt(12) == 0;
            for (Life life : List.copyOf(lives)) {
                serve(life);
                happen(life, time, !away);
                if (!away) {
                    scrape(life, time + life.phase, !last && round > 1 && !life.hasFallen);
                    life.hasFallen = false;
                }
            }
            if (!last && round > 1) {
                comeAndGo(time);
            }
        }
    }

    private Life life(boolean canary, long began) {
        instances++;
        String name = (canary ? "canary-" : "stable-") + instances;
        return new Life(Shop.target(name), canary, random.nextInt(5_000), 5 * random.nextDouble(), began);
    }

    private void serve(Life life) {
        if (random.nextInt(8) == 0) {
            life.rate = random.nextInt(3) == 0 ? 0 : 5 * random.nextDouble();
        }
        for (int status = 0; status < STATUS.length; status++) {
            int number = random.nextInt(1 + (int) (life.rate * (status == 0 ? 15 : 2)));
            for (int i = 0; i < number; i++) {
                life.counted[status][random.nextInt(4) == 0 ? 1 : 0]++;
            }
        }
    }

    /** A restart loses what no scrape has made visible. */
    private void happen(Life life, long time, boolean isScraped) {
        if (life.isNew || random.nextInt(15) > 0) {
            return;
        }
        if (tellsStarts) {
            life.began = time - random.nextInt(10_000);
            for (int status = 0; status < STATUS.length; status++) {
                life.begin(status, 0, 0);
                life.exported[status] = false;
            }
            serve(life);
        } else if (isScraped && life.canFall()) {
            life.hasFallen = true;
            for (int status = 0; status < STATUS.length; status++) {
                if (life.exported[status]) {
                    long[] before = life.visible[status];
                    life.begin(status, random.nextLong(before[0]), random.nextLong(before[1] + 1));
                }
            }
        }
    }

    private void scrape(Life life, long time, boolean mayFail) {
        if (mayFail && random.nextInt(6) == 0) {
            if (random.nextBoolean()) {
                prometheus.scrapeInVain(life.target, Instant.ofEpochMilli(time));
            }
            return;
        }
        String[] instead = new String[STATUS.length];
        for (int status = 0; status < STATUS.length; status++) {
            if (mayFail && life.exported[status] && random.nextInt(15) == 0) {
                instead[status] = random.nextBoolean() ? "NaN" : "";
            }
        }
        prometheus.scrape(life.target, Instant.ofEpochMilli(time), text(life, instead));
        for (int status = 0; status < STATUS.length; status++) {
            if (instead[status] != null) {
                continue;
            }
            for (int slow = 0; slow < 2; slow++) {
                long number = life.counted[status][slow] - life.visible[status][slow];
                life.visible[status][slow] = life.counted[status][slow];
                truth.add(new Event(time, life.canary, STATUS[status], slow == 1, number));
            }
        }
        life.isNew = false;
        if (random.nextInt(10) == 0) {
            // once more, as where two of Prometheus send their samples to one store
            prometheus.scrape(life.target, Instant.ofEpochMilli(time), text(life, instead));
        }
    }

    private String text(Life life, @Nullable String[] instead) {
        StringBuilder text = new StringBuilder();
        if (tellsStarts) {
            text.append("process_start_time_seconds ")
                    .append(life.began / 1000.0)
                    .append('\n');
        }
        for (int status = 0; status < STATUS.length; status++) {
            long all = life.counted[status][0] + life.counted[status][1];
            life.exported[status] |= all > 0;
            if (life.exported[status] && !"".equals(instead[status])) {
                String labels = "uri=\"/cart\",status=\"" + STATUS[status] + "\"";
                String[] values = {"" + all, "" + life.counted[status][0]};
                if (instead[status] != null) {
                    Arrays.fill(values, instead[status]);
                }
                text.append("http_server_requests_seconds_count{" + labels + "} " + values[0] + "\n");
                text.append("http_server_requests_seconds_bucket{" + labels + ",le=\"0.5\"} " + values[1] + "\n");
                text.append("http_server_requests_seconds_bucket{" + labels + ",le=\"+Inf\"} " + values[0] + "\n");
            }
        }
        return text.toString();
    }

    private void comeAndGo(long time) {
        if (lives.size() < 6 && random.nextInt(6) == 0) {
            lives.add(life(random.nextInt(3) == 0, time + 1));
        }
        if (lives.size() > 2 && random.nextInt(8) == 0) {
            // the first of each side stays, or there would be nothing to look at
            lives.remove(2 + random.nextInt(lives.size() - 2));
        }
    }

    /** What is true of a span, from exclusive, to inclusive. */
    BothSides truth(String metric, Instant from, Instant to) {
        Map<Boolean, Counts> sides = new TreeMap<>(Map.of(true, Counts.NONE, false, Counts.NONE));
        for (Event event : truth) {
            Instant time = Instant.ofEpochMilli(event.time());
            if (time.isAfter(from) && !time.isAfter(to)) {
                boolean bad =
                        metric.equals("slow") ? event.slow() : event.status().equals("503");
                sides.merge(event.canary(), new Counts(bad ? event.number() : 0, event.number()), Counts::plus);
            }
        }
        return new BothSides(sides.getOrDefault(true, Counts.NONE), sides.getOrDefault(false, Counts.NONE));
    }

    Random random() {
        return random;
    }
}
