package io.releaseconductor.check;

/** Says what somebody else's code threw. */
final class Thrown {

    private static final int MAX_LINE = 200;

    private Thrown() {}

    /** Lets pass what is not the doing of whoever threw it, such as a lack of memory. */
    static void rethrowIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /** Such as {@code IllegalStateException: no route}, short and on one line. */
    static String briefly(Throwable thrown) {
        String line = with(simpleName(thrown.getClass()), thrown).replaceAll("\\s+", " ");
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    /** Such as {@code java.lang.IllegalStateException: no route}. */
    static String fully(Throwable thrown) {
        return with(thrown.getClass().getName(), thrown);
    }

    private static String with(String type, Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null || message.isBlank() ? type : type + ": " + message.strip();
        } catch (Throwable e) {
            rethrowIfFatal(e);
            // The exception comes from elsewhere as well, and may be as broken as what threw it.
            return type;
        }
    }

    private static String simpleName(Class<?> type) {
        return type.isAnonymousClass() ? type.getName() : type.getSimpleName();
    }
}
