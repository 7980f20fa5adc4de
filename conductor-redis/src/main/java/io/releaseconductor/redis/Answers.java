package io.releaseconductor.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what scripts answer. */
final class Answers {

    private Answers() {}

    static List<?> list(@Nullable Object answer) {
        if (answer instanceof List<?> list) {
            return list;
        }
        throw unexpected(answer);
    }

    static String text(@Nullable Object answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    static byte[] bytes(@Nullable Object answer) {
        if (answer instanceof byte[] bytes) {
            return bytes;
        }
        throw unexpected(answer);
    }

    static long number(@Nullable Object answer) {
        if (answer instanceof Long number) {
            return number;
        }
        throw unexpected(answer);
    }

    private static IllegalStateException unexpected(@Nullable Object answer) {
        return new IllegalStateException("Redis answered with "
                + (answer == null ? "nothing" : answer.getClass().getSimpleName()));
    }
}
