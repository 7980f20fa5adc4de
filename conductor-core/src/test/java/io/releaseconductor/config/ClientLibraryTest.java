package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An adapter that was compiled with one version of a library")
class ClientLibraryTest {

    private static final String CLIENT = """
            package lib;
            public class Client extends Base implements Api {
              public static final Object NAME = "client";
              public Client(String at) {}
              public String call(int times) { return ""; }
              public static Client of() { return new Client(""); }
              public Object answer() { return ""; }
              public String later() { return ""; }
            }
            """;
    private static final String BASE = "package lib; public class Base { public void close() {} }";
    private static final String API = "package lib; public interface Api { Object answer(); }";

    private static final String ENTRY = """
            package adapter;
            public class Entry { public static Object open() { return new Inner().use(); } }
            """;
    private static final String INNER = """
            package adapter;
            class Inner {
              Object use() {
                lib.Client client = lib.Client.of();
                lib.Api api = new lib.Client(client.call(1));
                client.close();
                java.util.function.Supplier<String> later = client::later;
                lib.Client[] all = {client};
                return api.answer() + later.get() + lib.Client.NAME + all.clone().length;
              }
            }
            """;

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private static Path first;
    private static Path adapter;

    @BeforeAll
    static void compileAdapter() throws IOException {
        first = compile(built.resolve("first"), List.of(), CLIENT, BASE, API);
        adapter = compile(built.resolve("adapter"), List.of("-cp", first.toString()), ENTRY, INNER);
    }

    private Path compile(String client, String base, String api) throws IOException {
        return compile(folder.resolve("other"), List.of(), client, base, api);
    }

    private static Path compile(Path to, List<String> options, String... sources) throws IOException {
        Files.createDirectories(to);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = Stream.concat(options.stream(), Stream.of("-d", to.toString(), "-proc:none"))
                .toList();
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        all,
                        null,
                        Stream.of(sources).map(Source::new).toList())
                .call();
        assertThat(compiled).isTrue();
        return to;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(
                    URI.create("string:///" + text.replaceAll("(?s).*?(?:class|interface) (\\w+).*", "$1") + ".java"),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static ClientLibrary library(String managedAs) {
        return new ClientLibrary("adapter", "Lib", "org.example:lib", "2.0", "lib.", null, managedAs);
    }

    private void requireWith(Path library) throws Exception {
        URL[] path = {adapter.toUri().toURL(), library.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            ClientLibrary.require(loader.loadClass("adapter.Entry"), List.of(library("lib.version")));
        }
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("lib.Client.call(…)", CLIENT.replace("call(int", "call(long"), BASE, API),
                Arguments.of(
                        "lib.Client.call(…)",
                        CLIENT.replace("String call(int times)", "Object call(int times)"),
                        BASE,
                        API),
                Arguments.of("lib.Client.of(…)", CLIENT.replace(" of()", " made()"), BASE, API),
                Arguments.of("new lib.Client(…)", CLIENT.replace("Client(String at)", "Client(Object at)"), BASE, API),
                Arguments.of("lib.Client.later(…)", CLIENT.replace("later()", "soon()"), BASE, API),
                Arguments.of("lib.Client.NAME", CLIENT.replace("NAME", "TITLE"), BASE, API),
                Arguments.of("lib.Client.NAME", CLIENT.replace("Object NAME", "String NAME"), BASE, API),
                Arguments.of("lib.Client.close(…)", CLIENT, BASE.replace("close", "end"), API),
                Arguments.of("lib.Client.close(…)", CLIENT.replace("extends Base", ""), BASE, API),
                Arguments.of(
                        "lib.Api.answer(…)",
                        CLIENT.replace("implements Api", ""),
                        BASE,
                        API.replace("answer", "reply")),
                Arguments.of(
                        "lib.Api.answer(…)",
                        CLIENT.replace("extends Base implements Api", "extends Api"),
                        BASE,
                        "package lib; public abstract class Api extends Base { public abstract Object answer(); }"),
                Arguments.of(
                        "lib.Api",
                        CLIENT.replace("implements Api", ""),
                        BASE,
                        "package lib; public interface Other {}"));
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("is refused where another one lacks what it refers to, directly or by a class of its package")
    void is_refused(String missing, String client, String base, String api) throws Exception {
        Path other = compile(client, base, api);
        assertThatThrownBy(() -> requireWith(other))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "adapter needs Lib 2.0, and Lib of an unknown version is on the class path, which lacks "
                                + missing + ".")
                .hasMessageContaining("property lib.version: set it to 2.0 there, or declare org.example:lib:2.0");
    }

    @Test
    @DisplayName("fits where that is all there, whatever else is different")
    void fits() throws Exception {
        assertThatCode(() -> requireWith(first)).doesNotThrowAnyException();
        Path other = compile(
                CLIENT.replace("public String later", "public void more() {} public String later"),
                BASE,
                API.replace("Object answer", "default void more() {} Object answer"));
        assertThatCode(() -> requireWith(other)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("is refused where there is none, and many missing things are counted")
    void there_is_none() {
        assertThatThrownBy(() -> requireWith(folder.resolve("nowhere")))
                .hasMessageContaining(
                        "adapter needs Lib 2.0, and none is on the class path, which lacks lib.Client, lib.Api.");
    }

    @Test
    @DisplayName("names the version that the other one says of itself")
    void names_the_version() throws Exception {
        Path other = compile(CLIENT.replace("NAME", "TITLE"), BASE, API);
        Path properties = other.resolve("META-INF/maven/org.example/lib/pom.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "version=1.7\n");
        assertThatThrownBy(() -> requireWith(other)).hasMessageContaining("and Lib 1.7 is on the class path");
    }

    @Test
    @DisplayName("is refused as well if only its opening shows that something does not link")
    void does_not_link() {
        Error unlinked = new NoSuchMethodError("'void kotlin.Any.thing()'");
        assertThatThrownBy(() -> ClientLibrary.fitting(ClientLibraryTest.class, List.of(library(null)), () -> {
                    throw unlinked;
                }))
                .isInstanceOf(ConfigurationException.class)
                .hasCause(unlinked)
                .hasMessageContaining("adapter needs Lib 2.0")
                .hasMessageContaining("'void kotlin.Any.thing()'")
                .hasMessageContaining("or of a library that it needs");
        assertThat(ClientLibrary.<String>fitting(ClientLibraryTest.class, List.of(library(null)), () -> "open"))
                .isEqualTo("open");
    }

    @Test
    @DisplayName("is described by group and artifact")
    void coordinates() {
        assertThatThrownBy(() -> new ClientLibrary("a", "b", "c", "1", "d.", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: group:artifact");
    }
}
