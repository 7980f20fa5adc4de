package io.releaseconductor.examples.demo.workflows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Starts a main class of this project in a process of its own. */
final class JavaProcess {

    private JavaProcess() {}

    /**
     * Starts it with the Java that this process runs on.
     *
     * @param mainClass needs nothing but the JDK and what lies in the same directory or jar
     * @param argument its only argument
     * @return the process; its error output goes where its output goes
     * @throws IOException if it cannot be started
     */
    static Process start(Class<?> mainClass, String argument) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // A few lines of work are not worth compiling, nor a large heap.
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        classPath(mainClass).toString(),
                        mainClass.getName(),
                        argument)
                .redirectErrorStream(true)
                .start();
    }

    /** Not {@code java.class.path}: inside Maven that holds Maven's launcher only. */
    private static Path classPath(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type.getName() + " does not say where it was loaded from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type.getName() + " was loaded from " + source.getLocation(), e);
        }
    }
}
