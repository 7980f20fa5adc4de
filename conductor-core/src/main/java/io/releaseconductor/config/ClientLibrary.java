package io.releaseconductor.config;

import io.releaseconductor.config.ClassFile.Kind;
import io.releaseconductor.config.ClassFile.Use;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A library that an adapter calls. Where an application's build puts another version in its place, the adapter would open, and fail
 * at the first call that is not there, for good and after people have begun to rely on it. So it looks first whether all that its compiled
 * classes refer to is there, and says at once what is wrong.
 *
 * @param adapter the adapter's name, for messages: {@code conductor-redis}
 * @param name the library's name, for messages: {@code Jedis}
 * @param coordinates its group and artifact: {@code redis.clients:jedis}
 * @param version the version that the adapter is built and tested with
 * @param packages what the names of the library's classes begin with: {@code redis.clients.jedis.}
 * @param versionField the public constant in which the library has its version, as {@code okhttp3.OkHttp.VERSION}; null if it has none
 * @param managedAs the property by which Spring Boot sets the version: {@code jedis.version}; null if it sets none
 */
public record ClientLibrary(
        String adapter,
        String name,
        String coordinates,
        String version,
        String packages,
        @Nullable String versionField,
        @Nullable String managedAs) {

    private static final int MOST_NAMED = 3;

    /**
     * Describes a library.
     *
     * @throws NullPointerException if anything is null that may not be
     * @throws IllegalArgumentException if {@code coordinates} are not {@code group:artifact}
     */
    public ClientLibrary {
        Objects.requireNonNull(adapter, "adapter");
        Objects.requireNonNull(name, "name");
        if (!coordinates.matches("[^:]+:[^:]+")) {
            throw new IllegalArgumentException("coordinates are " + coordinates + "; allowed: group:artifact");
        }
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(packages, "packages");
    }

    /**
     * Looks whether the libraries fit, and then opens something that uses them. What cannot be found out counts as fitting: in a native
     * image there are no class files to look at.
     *
     * @param <T> what is opened
     * @param entry the adapter's class that is called from outside; the classes of its package that it uses are looked through as well
     * @param libraries what they use, at least one
     * @param opening opens it
     * @return what was opened
     * @throws ConfigurationException if a library does not fit, also if only {@code opening} finds that out and does not link. Names the
     *     version that was found and the one that is needed, and says what to do
     */
    public static <T> T fitting(Class<?> entry, List<ClientLibrary> libraries, Supplier<T> opening) {
        require(entry, libraries);
        try {
            return opening.get();
        } catch (LinkageError e) {
            Set<Use> uses = uses(entry);
            ConfigurationException failed = new ConfigurationException(libraries.stream()
                    .map(library -> library.unlinked(library.of(uses), entry.getClassLoader(), e))
                    .toList());
            failed.initCause(e);
            throw failed;
        }
    }

    /**
     * Looks whether libraries fit.
     *
     * @param entry as for {@link #fitting}
     * @param libraries as for {@link #fitting}
     * @throws ConfigurationException as for {@link #fitting}
     */
    public static void require(Class<?> entry, List<ClientLibrary> libraries) {
        Set<Use> uses = uses(entry);
        List<String> problems = libraries.stream()
                .flatMap(library -> library.problem(library.of(uses), entry.getClassLoader()).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** What a class and those of its package that it reaches refer to. */
    private static Set<Use> uses(Class<?> entry) {
        String own = entry.getPackageName().replace('.', '/') + "/";
        Set<Use> uses = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(entry.getName().replace('.', '/')));
        while (!left.isEmpty()) {
            String next = left.poll();
            if (next.startsWith(own) && seen.add(next)) {
                read(entry, next.substring(own.length())).forEach(use -> {
                    uses.add(use);
                    left.add(use.owner());
                });
            }
        }
        return uses;
    }

    private static Set<Use> read(Class<?> entry, String file) {
        try (InputStream in = entry.getResourceAsStream(file + ".class")) {
            return in == null ? Set.of() : ClassFile.read(in).uses();
        } catch (IOException e) {
            return Set.of();
        }
    }

    private List<Use> of(Set<Use> uses) {
        String prefix = packages.replace('.', '/');
        return uses.stream().filter(use -> use.owner().startsWith(prefix)).toList();
    }

    private Optional<String> problem(List<Use> uses, ClassLoader loader) {
        List<Use> missing = uses.stream()
                .filter(use -> Linking.isMissing(use, packages, loader))
                .toList();
        Set<String> gone = new HashSet<>();
        missing.stream().filter(use -> use.kind() == Kind.CLASS).map(Use::owner).forEach(gone::add);
        // That a class is not there says it of its members.
        List<String> named = missing.stream()
                .filter(use -> use.kind() == Kind.CLASS || !gone.contains(use.owner()))
                .map(Use::toString)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String first = String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())));
        int more = named.size() - MOST_NAMED;
        return Optional.of(adapter + " needs " + name + " " + version + ", and " + found(uses, loader)
                + ", which lacks "
                + first + (more > 0 ? " and " + more + " more" : "")
                + ". Usually the application's build has the version managed by a parent or a BOM"
                + (managedAs == null ? "" : ", as Spring Boot does with its property " + managedAs) + ": set it to "
                + version + " there, or declare " + coordinates + ":" + version + " in the application itself. "
                + "\"mvn dependency:tree -Dincludes=" + coordinates + "\" says where another version comes from.");
    }

    private String unlinked(List<Use> uses, ClassLoader loader, LinkageError e) {
        return adapter + " needs " + name + " " + version + ", and " + found(uses, loader)
                + ". Something does not link with it: " + e + ". Usually the application's build has the version of "
                + name
                + ", or of a library that it needs, managed by a parent or a BOM: compare what \"mvn dependency:tree\""
                + " says of the application with what " + coordinates + ":" + version + " asks for.";
    }

    private String found(List<Use> uses, ClassLoader loader) {
        return Linking.version(this, uses, loader)
                .map(there -> name + " " + there + " is on the class path")
                .orElse("none is on the class path");
    }
}
