package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The names of branches and tags, read once a minute at most and only while somebody asks for them. Where nobody answers, what was read
 * before is told on. Thread-safe.
 */
final class RefNames {

    private static final Duration KEPT = Duration.ofMinutes(1);

    private static final int PAGE = 100;

    /** More are not read: whoever looks for others types them. */
    private static final int PAGES_OF_BRANCHES = 5;

    private static final int PAGES_OF_TAGS = 2;

    private record Read(Instant at, List<String> names) {}

    private final GitHubOptions options;
    private final RepositoryApi api;
    private final DefaultBranch defaultBranch;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read last;

    RefNames(GitHubOptions options, RepositoryApi api, DefaultBranch defaultBranch, Clock clock) {
        this.options = options;
        this.api = api;
        this.defaultBranch = defaultBranch;
        this.clock = clock;
    }

    /** The names that contain what is typed: first the one that is taken where none is named, then those that begin with it. */
    List<String> like(String typed, int atMost) {
        String lower = typed.strip().toLowerCase(Locale.ROOT);
        List<String> all = all();
        String first = isDefaultBranchTaken() ? defaultBranch.known() : options.ref();
        return all.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(lower))
                .sorted(Comparator.comparing((String name) -> !name.equals(first))
                        .thenComparing(name -> !name.toLowerCase(Locale.ROOT).startsWith(lower)))
                .limit(atMost)
                .toList();
    }

    private boolean isDefaultBranchTaken() {
        return options.ref().equals(GitHubOptions.DEFAULT_BRANCH);
    }

    private List<String> all() {
        Read known = last;
        if (known != null && isFresh(known)) {
            return known.names();
        }
        try {
            if (known == null) {
                reading.lockInterruptibly();
            } else if (!reading.tryLock()) {
                return known.names();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        try {
            Read meanwhile = last;
            return (meanwhile != null && isFresh(meanwhile) ? meanwhile : read(meanwhile)).names();
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Read read) {
        return Duration.between(read.at(), clock.instant()).abs().compareTo(KEPT) < 0;
    }

    private Read read(@Nullable Read before) {
        List<String> names = new ArrayList<>();
        if (isDefaultBranchTaken()) {
            defaultBranch.ask();
        }
        boolean whole = read("branches", PAGES_OF_BRANCHES, names) && read("tags", PAGES_OF_TAGS, names);
        Read now = new Read(clock.instant(), whole || before == null ? List.copyOf(names) : before.names());
        last = now;
        return now;
    }

    private boolean read(String kind, int pages, List<String> names) {
        for (int page = 1; page <= pages; page++) {
            Reply reply = api.get(
                    List.of(kind),
                    JsonNode::isArray,
                    "per_page",
                    Integer.toString(PAGE),
                    "page",
                    Integer.toString(page));
            if (!(reply instanceof Reply.Answered answer) || !answer.body().isArray()) {
                return false;
            }
            answer.body().forEach(each -> add(RepositoryApi.text(each, "name"), names));
            if (answer.body().size() < PAGE) {
                return true;
            }
        }
        return true;
    }

    private static void add(String name, List<String> names) {
        if (VersionNames.isName(name) && !names.contains(name)) {
            names.add(name);
        }
    }
}
