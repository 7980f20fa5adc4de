package io.releaseconductor.config;

import io.releaseconductor.config.ClassFile.Kind;
import io.releaseconductor.config.ClassFile.Use;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a reference would link, and what version it would link with, found out without running anything of the library's. */
final class Linking {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    private static final Pattern JAR = Pattern.compile("-([0-9][^/!]*)\\.jar(!/?)?$");

    private Linking() {}

    /** Whether it certainly does not link. One that is there and not public is left to whoever calls it. */
    static boolean isMissing(Use use, String packages, ClassLoader loader) {
        try {
            Class<?> owner = Class.forName(use.className(), false, loader);
            return switch (use.kind()) {
                case CLASS -> false;
                case FIELD -> !hasField(owner, use, loader);
                case METHOD, INTERFACE_METHOD ->
                    owner.isInterface() != (use.kind() == Kind.INTERFACE_METHOD) || !hasMethod(owner, use, loader);
            };
        } catch (TypeNotPresentException e) {
            return e.typeName().startsWith(packages);
        } catch (ClassNotFoundException e) {
            return true;
        } catch (LinkageError e) {
            // What it lacks of another library is not judged here.
            return String.valueOf(e.getMessage()).replace('/', '.').startsWith(packages);
        }
    }

    private static boolean hasField(Class<?> owner, Use use, ClassLoader loader) {
        Class<?> type =
                MethodType.fromMethodDescriptorString("()" + use.type(), loader).returnType();
        return isThere(() -> LOOKUP.findStaticGetter(owner, use.name(), type))
                && isThere(() -> LOOKUP.findGetter(owner, use.name(), type));
    }

    private static boolean hasMethod(Class<?> owner, Use use, ClassLoader loader) {
        MethodType type = MethodType.fromMethodDescriptorString(use.type(), loader);
        return use.name().equals("<init>")
                ? isThere(() -> LOOKUP.findConstructor(owner, type))
                : isThere(() -> LOOKUP.findVirtual(owner, use.name(), type));
    }

    private interface Search {
        Object find() throws ReflectiveOperationException;
    }

    /** What is found, and cannot be had as asked for (it is static, or not public), is there. */
    private static boolean isThere(Search search) {
        try {
            search.find();
            return true;
        } catch (NoSuchMethodException | NoSuchFieldException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * The version that is on the class path, as well as it can be told.
     *
     * @param uses what of it is referred to
     * @return the version, for people; empty if nothing of the library is there
     */
    static Optional<String> version(ClientLibrary library, Collection<Use> uses, ClassLoader loader) {
        return uses.stream()
                .flatMap(use -> loaded(use.className(), loader).stream())
                .findFirst()
                .map(any -> constant(library.versionField(), loader)
                        .or(() -> properties(library.coordinates(), loader))
                        .or(() -> Optional.ofNullable(any.getPackage()).map(Package::getImplementationVersion))
                        .or(() -> fileName(any))
                        .orElse("of an unknown version"));
    }

    private static Optional<Class<?>> loaded(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Optional<String> constant(@Nullable String field, ClassLoader loader) {
        if (field == null) {
            return Optional.empty();
        }
        int dot = field.lastIndexOf('.');
        try {
            Class<?> owner = Class.forName(field.substring(0, dot), true, loader);
            return Optional.ofNullable(owner.getField(field.substring(dot + 1)).get(null))
                    .map(Object::toString);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> properties(String coordinates, ClassLoader loader) {
        try (InputStream in =
                loader.getResourceAsStream("META-INF/maven/" + coordinates.replace(':', '/') + "/pom.properties")) {
            Properties all = new Properties();
            if (in != null) {
                all.load(in);
            }
            return Optional.ofNullable(all.getProperty("version"));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fileName(Class<?> any) {
        CodeSource source = any.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        Matcher jar = JAR.matcher(source.getLocation().getPath());
        return jar.find() ? Optional.of(jar.group(1)) : Optional.empty();
    }
}
