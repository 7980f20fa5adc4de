package io.releaseconductor.examples.demo;

import java.io.Console;

/** Whether a person sits in front of this process. */
final class Terminal {

    private Terminal() {}

    /** Newer JDKs have a console without a terminal as well, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
