package io.releaseconductor.examples.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a set-up is broken, and what the doctor has to say to it, as {@code broken-set-ups.txt} tells it.
 *
 * @param name what is broken
 * @param steps what breaks it, in order
 * @param found all lines of the doctor's with {@code ✗} or {@code !}, in order, each as it begins
 * @param told lines with {@code ·} that are there besides, each as it begins
 */
record BrokenSetUp(String name, List<String> steps, List<String> found, List<String> told) {

    static List<BrokenSetUp> read(List<String> lines) {
        List<BrokenSetUp> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("## ")) {
                all.add(new BrokenSetUp(line.substring(3), new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                all.get(all.size() - 1).add(line.strip());
            }
        }
        return all;
    }

    private void add(String line) {
        mark(line).ifPresentOrElse(mark -> (mark == Mark.TOLD ? told : found).add(line), () -> steps.add(line));
    }

    private static Optional<Mark> mark(String line) {
        return List.of(Mark.BAD, Mark.DOUBTFUL, Mark.TOLD).stream()
                .filter(mark -> line.startsWith(mark + " "))
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
