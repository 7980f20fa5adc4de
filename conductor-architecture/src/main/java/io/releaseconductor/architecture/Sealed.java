package io.releaseconductor.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Stream;

/** Sealed types, the sealed types below them, and the variants at the end. */
final class Sealed {

    private static final String OURS = "io.releaseconductor.";

    private Sealed() {}

    /** The type itself and all sealed types below it. */
    static Stream<JavaClass> within(JavaClass type) {
        return type.isSealed() ? Stream.concat(Stream.of(type), permitted(type).flatMap(Sealed::within)) : Stream.of();
    }

    /** What a value of the type can be; the type itself if it is not sealed. */
    static Stream<JavaClass> variants(JavaClass type) {
        return type.isSealed() ? permitted(type).flatMap(Sealed::variants).distinct() : Stream.of(type);
    }

    static boolean isAbove(JavaClass over, JavaClass under) {
        return permitted(over).anyMatch(below -> below.equals(under) || isAbove(below, under));
    }

    /** Our sealed types over a type that have none over them. */
    static Stream<JavaClass> roots(JavaClass type) {
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                .filter(over -> over.getName().startsWith(OURS) && isAbove(over, type))
                .filter(over -> Stream.concat(
                                over.getAllRawSuperclasses().stream(), over.getAllRawInterfaces().stream())
                        .noneMatch(higher -> isAbove(higher, over)));
    }

    private static Stream<JavaClass> permitted(JavaClass type) {
        return type.getPermittedSubclasses().map(Set::stream).orElseGet(Stream::of);
    }

    static String name(JavaClass type) {
        String name = type.getName().replace('$', '.');
        return name.startsWith(OURS) ? name.substring(OURS.length()) : name;
    }
}
