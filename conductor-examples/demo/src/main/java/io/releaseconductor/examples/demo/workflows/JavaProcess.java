package io.releaseconductor.examples.demo.workflows;

import java.io.File;
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
     * @param mainClass needs nothing but the JDK and what lies in the same directory or jar, or where this class lies
     * @param argument its only argument
     * @param output the file that all its output goes to
     * @return the process, which may outlive this one
     * @throws IOException if it cannot be started
     */
    static Process start(Class<?> mainClass, String argument, Path output) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // A few lines of work are not worth compiling, nor a large heap.
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-cp",
                        classPath(mainClass) + File.pathSeparator + classPath(JavaProcess.class),
                        mainClass.getName(),
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
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
