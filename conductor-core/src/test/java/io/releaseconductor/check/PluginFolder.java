package io.releaseconductor.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A folder like an unpacked plug-in jar: compiled providers that nobody else has, and a service file. */
final class PluginFolder {

    private final Path folder;

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Compiles a provider of one check, with {@code constructor} as the body of its constructor. */
    PluginFolder provider(String type, String checkId, String constructor) throws IOException {
        int dot = type.lastIndexOf('.');
        return source(type, """
                package %s;
                import io.releaseconductor.check.*;
                public class %s implements CheckProvider {
                    public %s() { %s }
                    public java.util.List<Check> checks(
                            io.releaseconductor.model.Environment environment,
                            io.releaseconductor.config.VariableReader variables) {
                        return java.util.List.of(new Check() {
                            public String id() { return "%s"; }
                            public CheckResult run(CheckContext context) { return CheckResult.pass("OK"); }
                        });
                    }
                }
                """.formatted(
                type.substring(0, dot), type.substring(dot + 1), type.substring(dot + 1), constructor, checkId));
    }

    PluginFolder source(String type, String code) throws IOException {
        Path file = folder.resolve(type.substring(type.lastIndexOf('.') + 1) + ".java");
        Files.writeString(file, code);
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), "-proc:none", file.toString()));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException(type + " does not compile");
        }
        return this;
    }

    PluginFolder serviceFile(String... lines) throws IOException {
        Path file = folder.resolve("META-INF/services/io.releaseconductor.check.CheckProvider");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines), StandardCharsets.UTF_8);
        return this;
    }
}
