package io.releaseconductor.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs something with another version of a library, for adapters that have to say at once when an application brings one that does
 * not fit. Everything of the tests' class path is loaded once more, by a class loader of its own.
 */
public final class OtherClassPath {

    private OtherClassPath() {}

    /**
     * Makes a new instance in another class loader and runs it there.
     *
     * @param what a public class with a public constructor without arguments; what it answers has to be the JDK's
     * @param without what the names of the jars begin with that are left out, such as {@code jedis-}; at least one has to be there
     * @param instead jars that are there in their stead; none to leave them out
     * @return what it answered
     * @throws IllegalStateException if no jar is left out, or one of {@code instead} is missing
     */
    public static String run(Class<? extends Supplier<String>> what, String without, Path... instead) {
        List<URL> all = new ArrayList<>();
        for (Path jar : instead) {
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException(jar.toAbsolutePath() + " is missing; mvn test-compile copies it");
            }
            all.add(url(jar));
        }
        List<String> own = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> kept = own.stream()
                .filter(each -> !new File(each).getName().startsWith(without))
                .toList();
        kept.forEach(each -> all.add(url(Path.of(each))));
        if (kept.size() == own.size()) {
            throw new IllegalStateException("no jar of the class path begins with " + without);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(all.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Supplier<?> there = (Supplier<?>)
                    loader.loadClass(what.getName()).getConstructor().newInstance();
            return String.valueOf(there.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
