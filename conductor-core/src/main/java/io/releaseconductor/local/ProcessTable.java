package io.releaseconductor.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All processes at one moment: on Linux with what {@code /proc} tells of them, elsewhere with their parents alone. */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    /** Nobody's number. */
    private static final long NONE = -1;

    /**
     * One process.
     *
     * @param parent who has started it, or has got it when that one ended
     * @param session the process whose session it is in
     */
    private record Row(ProcessHandle handle, long parent, long session) {

        long pid() {
            return handle.pid();
        }
    }

    private static final boolean LINUX =
            Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(PROC.resolve("self/environ"));

    private final List<Row> rows;

    private ProcessTable(List<Row> rows) {
        this.rows = rows;
    }

    /** Those that run; what has ended, and is only there to be asked how, is left out. */
    static ProcessTable now() {
        List<Row> rows = new ArrayList<>();
        // a handle stands for a process and not for its number, so that none is ended that has got the number since
        ProcessHandle.allProcesses()
                .forEach(handle -> (LINUX ? row(handle) : rowByParent(handle)).ifPresent(rows::add));
        return new ProcessTable(rows);
    }

    private static Optional<Row> rowByParent(ProcessHandle handle) {
        return handle.isAlive()
                ? Optional.of(
                        new Row(handle, handle.parent().map(ProcessHandle::pid).orElse(NONE), NONE))
                : Optional.empty();
    }

    private static Optional<Row> row(ProcessHandle handle) {
        String stat = read(handle.pid(), "stat");
        // after the name, which may hold anything: state, parent, group, session
        String[] words = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return words.length < 4 || words[0].equals("Z") || words[0].equals("X")
                ? Optional.empty()
                : Optional.of(new Row(handle, Long.parseLong(words[1]), Long.parseLong(words[3])));
    }

    private static String read(long pid, String file) {
        try {
            return new String(
                    Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // it has ended, or is somebody else's
            return "";
        }
    }

    /** Those in a session, those with a mark, those that are known, and all that these have started. */
    List<ProcessHandle> tree(long session, String mark, Set<ProcessHandle> known) {
        List<Row> tree = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (Row row : rows) {
            boolean inside = row.session() == session || known.contains(row.handle()) || isMarked(row, mark);
            (inside ? tree : others).add(row);
        }
        for (int i = 0; i < tree.size(); i++) {
            long parent = tree.get(i).pid();
            List<Row> started =
                    others.stream().filter(row -> row.parent() == parent).toList();
            tree.addAll(started);
            others.removeAll(started);
        }
        return tree.stream().map(Row::handle).toList();
    }

    List<ProcessHandle> marked(String mark) {
        return rows.stream().filter(row -> isMarked(row, mark)).map(Row::handle).toList();
    }

    /** Some programs write over their environment, others over their command line. */
    private static boolean isMarked(Row row, String mark) {
        return LINUX
                ? read(row.pid(), "environ").contains(mark)
                        || read(row.pid(), "cmdline").contains(mark)
                : row.handle().info().commandLine().orElse("").contains(mark);
    }

    /** {@return whether what has lost its parent is found all the same} */
    static boolean findsOrphans() {
        return LINUX;
    }
}
