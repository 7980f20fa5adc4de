package io.releaseconductor.testkit.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which slices of a search are done, kept in a file: a line for each, its name, its figures, and the histories that failed. */
final class Progress {

    private record Slice(long histories, long calls, List<String> failures) {}

    private static final String SEPARATOR = "\t";

    private final Path file;
    private final Map<String, Slice> done = new LinkedHashMap<>();

    private Progress(Path file) {
        this.file = file;
    }

    static Progress in(Path file) {
        Progress progress = new Progress(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                Files.readAllLines(file, UTF_8).forEach(progress::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return progress;
    }

    private void read(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        if (parts.length == 4) {
            List<String> failures =
                    Stream.of(parts[3].split(" ", -1)).filter(f -> !f.isEmpty()).toList();
            done.put(parts[0], new Slice(Long.parseLong(parts[1]), Long.parseLong(parts[2]), failures));
        }
    }

    /** Explores a slice unless that was done, prints the timelines of what failed, and notes what came of it. */
    void once(String name, Supplier<Exploration> exploration) {
        if (done.containsKey(name)) {
            return;
        }
        Exploration found = exploration.get();
        if (!found.isSound()) {
            System.out.println(name + ": " + found.report());
        }
        Slice slice = new Slice(
                found.histories(),
                found.calls(),
                found.failures().stream().map(History::name).toList());
        done.put(name, slice);
        write(String.join(
                SEPARATOR,
                name,
                String.valueOf(slice.histories()),
                String.valueOf(slice.calls()),
                String.join(" ", slice.failures())));
    }

    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the histories that failed, of the slices whose names begin so. */
    List<String> failures(String begin) {
        return slices(begin).flatMap(s -> s.failures().stream()).toList();
    }

    /** What all slices whose names begin so came to, in one line. */
    String sum(String begin) {
        return begin + "… " + slices(begin).count() + " slices, "
                + slices(begin).collect(Collectors.summingLong(Slice::histories)) + " histories, "
                + slices(begin).collect(Collectors.summingLong(Slice::calls)) + " port calls, "
                + failures(begin).size() + " failures";
    }

    private Stream<Slice> slices(String begin) {
        return done.entrySet().stream()
                .filter(e -> e.getKey().startsWith(begin))
                .map(Map.Entry::getValue);
    }
}
