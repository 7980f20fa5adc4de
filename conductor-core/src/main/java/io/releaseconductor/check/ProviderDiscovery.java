package io.releaseconductor.check;

import io.releaseconductor.config.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds providers by {@link ServiceLoader}, all at once, and notes what cannot be loaded. */
final class ProviderDiscovery {

    private static final String BUILT_IN = "io.releaseconductor.checks.";
    private static final String SERVICE_FILE = "META-INF/services/" + CheckProvider.class.getName();
    private static final Comparator<CheckProvider> ORDER = Comparator.<CheckProvider, Boolean>comparing(
                    p -> !p.getClass().getName().startsWith(BUILT_IN))
            .thenComparing(p -> p.getClass().getName());

    private ProviderDiscovery() {}

    /** A context class loader that does not know this library could only find providers of another copy of it. */
    static ClassLoader defaultLoader(@Nullable ClassLoader context) {
        return context != null && knowsThisLibrary(context) ? context : CheckProvider.class.getClassLoader();
    }

    private static boolean knowsThisLibrary(ClassLoader loader) {
        try {
            return Class.forName(CheckProvider.class.getName(), false, loader) == CheckProvider.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static List<CheckProvider> discover(ClassLoader loader, Problems problems) {
        noteTwins(loader, problems);
        List<CheckProvider> found = new ArrayList<>();
        Iterator<CheckProvider> providers =
                ServiceLoader.load(CheckProvider.class, loader).iterator();
        String lastProblem = "";
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    found.add(providers.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                String problem = "a check provider cannot be loaded: " + withCause(e);
                problems.add(problem);
                // The loader goes on with the next provider, unless it cannot even list them.
                more = !problem.equals(lastProblem);
                lastProblem = problem;
            }
        }
        found.sort(ORDER);
        return found;
    }

    private static String withCause(Error e) {
        Throwable cause = e.getCause();
        return Thrown.fully(e) + (cause == null ? "" : " (" + Thrown.briefly(cause) + ")");
    }

    /** {@link ServiceLoader} keeps quiet about a type that is offered twice, and takes whichever comes first. */
    private static void noteTwins(ClassLoader loader, Problems problems) {
        Map<String, Set<String>> placesByType = new TreeMap<>();
        for (URL file : serviceFiles(loader)) {
            for (String type : typesIn(file)) {
                placesByType.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(file.toExternalForm());
            }
        }
        placesByType.forEach((type, places) -> {
            if (places.size() > 1) {
                problems.add("check provider " + type + " is there " + places.size() + " times: in "
                        + String.join(" and in ", places) + "; leave one on the class path");
            }
        });
    }

    private static List<URL> serviceFiles(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(SERVICE_FILE));
        } catch (IOException e) {
            // The service loader meets the same and tells it.
            return List.of();
        }
    }

    private static List<String> typesIn(URL file) {
        try {
            URLConnection connection = file.openConnection();
            // A cached connection would keep the jar open after the class loader is closed.
            connection.setUseCaches(false);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return reader.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        } catch (IOException | UncheckedIOException e) {
            // The service loader meets the same and tells it.
            return List.of();
        }
    }
}
