package io.releaseconductor.testkit.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A story of deployments, one step a line. Lines that begin with {@code #} say why; {@code set} lines say how the world is made.
 *
 * @param name the name of its file
 * @param settings what {@code set} lines say
 * @param steps what happens and what is expected, in order
 */
record FlowCase(String name, List<String> settings, List<String> steps) {

    static FlowCase read(Path file) {
        List<String> settings = new ArrayList<>();
        List<String> steps = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String step = line.strip();
                if (step.startsWith("set ")) {
                    settings.add(step.substring("set ".length()));
                } else if (!step.isEmpty() && !step.startsWith("#")) {
                    steps.add(step);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FlowCase(file.getFileName().toString(), settings, steps);
    }

    boolean has(String setting) {
        return settings.contains(setting);
    }

    @Override
    public String toString() {
        return name;
    }
}
