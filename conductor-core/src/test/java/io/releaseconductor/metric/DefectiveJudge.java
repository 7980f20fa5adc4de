package io.releaseconductor.metric;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The judge with an error planted in its source, under the same proofs: compiled in memory, loaded by a class loader of its own. */
final class DefectiveJudge extends ClassLoader {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "releaseconductor", "metric");
    private static final String OURS = "io.releaseconductor.metric.";

    private final Map<String, ByteArrayOutputStream> wrong = new HashMap<>();

    private DefectiveJudge() {
        super(DefectiveJudge.class.getClassLoader());
    }

    /** An error: a piece of a source that is there once, and what stands there instead. */
    record Planted(String name, String source, String original, String instead) {

        String wrongSource() {
            String text;
            try {
                text = Files.readString(SOURCES.resolve(source));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int at = text.indexOf(original);
            if (at < 0 || text.indexOf(original, at + 1) >= 0) {
                throw new AssertionError("planted error \"" + name + "\": " + source
                        + " should contain this once; adapt the error to the source:\n" + original);
            }
            return text.replace(original, instead);
        }
    }

    /** Runs a method of {@link JudgeProofs} on the judge with the error. */
    static void prove(Planted error, String proof) throws Throwable {
        DefectiveJudge judge = new DefectiveJudge();
        judge.compile(error);
        Class<?> proofs = judge.loadClass(JudgeTeeth.class.getName());
        try {
            proofs.getMethod(proof).invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void compile(Planted error) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        StringWriter problems = new StringWriter();
        JavaFileManager memory = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("string:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return wrong.computeIfAbsent(className, c -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        String text = error.wrongSource();
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///io/releaseconductor/metric/" + error.source()),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        boolean compiled = compiler.getTask(
                        problems,
                        memory,
                        null,
                        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        if (!compiled) {
            throw new AssertionError("planted error \"" + error.name() + "\" does not compile:\n" + problems);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        ByteArrayOutputStream planted = wrong.get(name);
        byte[] bytes;
        if (planted != null) {
            bytes = planted.toByteArray();
        } else {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
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
