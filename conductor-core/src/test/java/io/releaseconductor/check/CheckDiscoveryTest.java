package io.releaseconductor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Discovery of checks")
class CheckDiscoveryTest {

    private static final String ALPHA = "com.example.alpha.AlphaChecks";
    private static final String BETA = "com.example.beta.BetaChecks";
    private static final String BUILT_IN = "io.releaseconductor.checks.ZuluChecks";

    @TempDir
    private Path folder;

    @TempDir
    private Path otherFolder;

    private PluginFolder plugin;
    private PluginFolder other;

    @BeforeEach
    void makePlugins() {
        plugin = new PluginFolder(folder);
        other = new PluginFolder(otherFolder);
    }

    private static URLClassLoader loader(ClassLoader parent, PluginFolder... plugins) {
        return new URLClassLoader(
                Arrays.stream(plugins).map(CheckDiscoveryTest::url).toArray(URL[]::new), parent);
    }

    private static URLClassLoader loader(PluginFolder... plugins) {
        return loader(CheckDiscoveryTest.class.getClassLoader(), plugins);
    }

    private static URL url(PluginFolder plugin) {
        try {
            return plugin.path().toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(CheckCatalog catalog) {
        Problems problems = new Problems();
        List<String> ids = catalog.checksFor(Variables.of(Map.of()).in(Environment.PROD, problems)).stream()
                .map(Check::id)
                .toList();
        problems.throwIfAny();
        return ids;
    }

    private static List<String> problemsOfDiscovering(ClassLoader loader) {
        try {
            CheckCatalog.discover(loader);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    @Test
    @DisplayName("lists built-in providers first and the others by class name, whatever the order of the files")
    void ordersProviders() throws IOException {
        plugin.provider(BETA, "beta", "").serviceFile("# ours", BETA + " # the second");
        other.provider(ALPHA, "alpha", "").provider(BUILT_IN, "zulu", "").serviceFile(ALPHA, "", BUILT_IN);

        try (URLClassLoader loader = loader(plugin, other);
                URLClassLoader reversed = loader(other, plugin)) {
            assertThat(ids(CheckCatalog.discover(loader))).containsExactly("zulu", "alpha", "beta");
            assertThat(ids(CheckCatalog.discover(reversed))).containsExactly("zulu", "alpha", "beta");
        }
    }

    @Test
    @DisplayName("finds nothing where nothing is offered")
    void findsNothing() throws IOException {
        try (URLClassLoader loader = loader()) {
            assertThat(ids(CheckCatalog.discover(loader))).isEmpty();
        }
    }

    @Test
    @DisplayName("takes a type once that its file names twice")
    void toleratesRepeatedLines() throws IOException {
        plugin.provider(ALPHA, "alpha", "").serviceFile(ALPHA, ALPHA);

        try (URLClassLoader loader = loader(plugin, plugin)) {
            assertThat(ids(CheckCatalog.discover(loader))).containsExactly("alpha");
        }
    }

    @Test
    @DisplayName("refuses one type in two places, and names both")
    void refusesTwins() throws IOException {
        plugin.provider(ALPHA, "alpha", "").serviceFile(ALPHA);
        other.provider(ALPHA, "alpha", "").serviceFile(ALPHA);

        try (URLClassLoader loader = loader(plugin, other)) {
            assertThat(problemsOfDiscovering(loader))
                    .containsExactly("check provider " + ALPHA + " is there 2 times: in "
                            + url(plugin) + "META-INF/services/io.releaseconductor.check.CheckProvider and in "
                            + url(other) + "META-INF/services/io.releaseconductor.check.CheckProvider;"
                            + " leave one on the class path");
        }
    }

    @Test
    @DisplayName("names all providers that cannot be loaded at once")
    void namesAllProblems() throws IOException {
        plugin.provider(ALPHA, "alpha", "throw new IllegalStateException(\"no licence\");")
                .source("com.example.Unrelated", "package com.example; public class Unrelated {}")
                .provider(BETA, "beta", "")
                .serviceFile("com.example.Gone", ALPHA, "com.example.Unrelated", BETA);
        other.provider(ALPHA, "alpha", "").serviceFile(ALPHA);

        try (URLClassLoader loader = loader(plugin, other)) {
            assertThat(problemsOfDiscovering(loader))
                    .satisfiesExactly(
                            p -> assertThat(p).startsWith("check provider " + ALPHA + " is there 2 times"),
                            p -> assertThat(p)
                                    .startsWith("a check provider cannot be loaded: ")
                                    .contains("com.example.Gone not found"),
                            p -> assertThat(p)
                                    .contains(ALPHA + " could not be instantiated")
                                    .endsWith("(IllegalStateException: no licence)"),
                            p -> assertThat(p).contains("com.example.Unrelated not a subtype"));
        }
    }

    @Test
    @DisplayName("says where a service file is malformed")
    void saysWhereAFileIsMalformed() throws IOException {
        plugin.serviceFile("not a class name");
        other.serviceFile("com.example.Gone");

        try (URLClassLoader loader = loader(plugin, other)) {
            assertThat(problemsOfDiscovering(loader))
                    .satisfiesExactly(
                            p -> assertThat(p)
                                    .contains(url(plugin) + "META-INF/services/")
                                    .contains(":1:"),
                            p -> assertThat(p).contains("com.example.Gone not found"));
        }
    }

    @Test
    @DisplayName("goes on past a provider whose classes cannot be linked")
    void survivesLinkageErrors() throws IOException {
        plugin.serviceFile(ALPHA, "com.example.Gone");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {url(plugin)}, getClass().getClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        if (name.equals(ALPHA)) {
                            throw new NoClassDefFoundError("com/example/Missing");
                        }
                        return super.findClass(name);
                    }
                }) {
            assertThat(problemsOfDiscovering(loader))
                    .satisfiesExactly(
                            p -> assertThat(p).contains("NoClassDefFoundError: com/example/Missing"),
                            p -> assertThat(p).contains("com.example.Gone not found"));
        }
    }

    @Test
    @DisplayName("ends where a class loader cannot even list its files")
    void endsWhereNothingCanBeListed() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk on fire");
            }
        }) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> CheckCatalog.discover(loader))
                    .satisfies(e -> assertThat(e.problems()).hasSize(1))
                    .withMessageContaining("disk on fire");
        }
    }

    @Nested
    @DisplayName("without a class loader")
    class ByDefault {

        private final Thread thread = Thread.currentThread();
        private final ClassLoader before = thread.getContextClassLoader();

        @AfterEach
        void restore() {
            thread.setContextClassLoader(before);
        }

        @Test
        void uses_that_of_the_thread() throws IOException {
            plugin.provider(ALPHA, "alpha", "").serviceFile(ALPHA);

            try (URLClassLoader loader = loader(plugin)) {
                thread.setContextClassLoader(loader);
                assertThat(ids(CheckCatalog.discover())).containsExactly("alpha");
            }
        }

        @Test
        void uses_the_librarys_own_where_the_thread_has_none() {
            thread.setContextClassLoader(null);

            assertThat(ids(CheckCatalog.discover())).isEmpty();
        }

        @Test
        void uses_the_librarys_own_where_the_threads_does_not_know_the_library() throws IOException {
            plugin.serviceFile("com.example.Gone");

            try (URLClassLoader stranger = loader(ClassLoader.getPlatformClassLoader(), plugin)) {
                thread.setContextClassLoader(stranger);
                assertThat(ids(CheckCatalog.discover())).isEmpty();
            }
        }

        @Test
        void uses_the_librarys_own_where_the_thread_knows_another_copy_of_it() throws Exception {
            URL library =
                    CheckProvider.class.getProtectionDomain().getCodeSource().getLocation();
            plugin.provider(ALPHA, "alpha", "").serviceFile(ALPHA);

            try (URLClassLoader copy =
                    new URLClassLoader(new URL[] {library, url(plugin)}, ClassLoader.getPlatformClassLoader())) {
                thread.setContextClassLoader(copy);
                assertThat(ids(CheckCatalog.discover())).isEmpty();
            }
        }
    }
}
