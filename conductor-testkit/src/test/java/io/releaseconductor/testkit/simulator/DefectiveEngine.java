package io.releaseconductor.testkit.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The real core with one defect, inside the real simulator: the edited sources are compiled in memory, and a class loader of
 * their own loads them and all that they are wired to.
 */
final class DefectiveEngine {

    private static final Path SOURCES =
            Path.of("..", "conductor-core", "src", "main", "java", "io", "releaseconductor");

    private static final String OURS = "io.releaseconductor.";

    private final Class<?> simulation;

    private DefectiveEngine(Class<?> simulation) {
        this.simulation = simulation;
    }

    static DefectiveEngine with(PlantedDefect defect) {
        Map<String, byte[]> wrong = compile(defect);
        try {
            return new DefectiveEngine(Class.forName(Simulation.class.getName(), true, new Loader(wrong)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what {@link Simulation#firstFailure} says of the core with the defect} */
    String firstFailure(String kind, long first, int most) {
        try {
            return (String) simulation
                    .getMethod("firstFailure", String.class, long.class, int.class)
                    .invoke(null, kind, first, most);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the simulator itself fails", e);
        }
    }

    /** The sources with the defect in them, by file. */
    static Map<String, String> sources(PlantedDefect defect) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (PlantedDefect.Edit edit : defect.edits()) {
            String source = sources.computeIfAbsent(edit.source(), DefectiveEngine::read);
            int occurrences = source.split(java.util.regex.Pattern.quote(edit.original()), -1).length - 1;
            if (occurrences != 1) {
                throw new AssertionError("planted defect \"" + defect.name() + "\": " + edit.source() + " contains "
                        + occurrences + " times, and should contain once, this text; adapt the defect to the source:\n"
                        + edit.original());
            }
            sources.put(edit.source(), source.replace(edit.original(), edit.wrong()));
        }
        return sources;
    }

    private static String read(String file) {
        try {
            return Files.readString(SOURCES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compile(PlantedDefect defect) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        List<Source> units = sources(defect).entrySet().stream()
                .map(e -> new Source(e.getKey(), e.getValue()))
                .toList();
        if (units.isEmpty()) {
            return Map.of();
        }
        StringWriter problems = new StringWriter();
        try (Classes classes = new Classes(compiler.getStandardFileManager(null, null, null))) {
            boolean compiled = compiler.getTask(
                            problems,
                            classes,
                            null,
                            List.of("-classpath", classPath(), "-proc:none", "-nowarn", "-parameters"),
                            null,
                            units)
                    .call();
            if (!compiled) {
                throw new AssertionError("planted defect \"" + defect.name() + "\" does not compile:\n" + problems);
            }
            return classes.compiled();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The core and what it needs to be compiled. */
    private static String classPath() {
        return Stream.of(
                        io.releaseconductor.Conductor.class,
                        org.jspecify.annotations.Nullable.class,
                        org.slf4j.Logger.class)
                .map(DefectiveEngine::origin)
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///io/releaseconductor/" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {

        private final String className;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className) {
            super(URI.create("string:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
            this.className = className;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Takes what is compiled into memory. */
    private static final class Classes extends ForwardingJavaFileManager<JavaFileManager> {

        private final List<Compiled> all = new ArrayList<>();

        Classes(JavaFileManager fallback) {
            super(fallback);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            Compiled compiled = new Compiled(className);
            all.add(compiled);
            return compiled;
        }

        Map<String, byte[]> compiled() {
            return all.stream().collect(Collectors.toMap(c -> c.className, c -> c.bytes.toByteArray()));
        }
    }

    /** Loads everything of this project anew, the wrong classes instead of the right ones. */
    private static final class Loader extends ClassLoader {

        static {
            registerAsParallelCapable();
        }

        private final Map<String, byte[]> wrong;

        Loader(Map<String, byte[]> wrong) {
            super(DefectiveEngine.class.getClassLoader());
            this.wrong = wrong;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? define(name) : known;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = wrong.get(name);
            if (bytes == null) {
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    bytes = in.readAllBytes();
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
