package io.releaseconductor.examples.demo.terminal;

import java.io.Console;

/** Whether a person sits in front of this process. */
public final class Presence {

    private Presence() {}

    /**
     * Newer JDKs have a console without a terminal as well, and a method that tells.
     *
     * @return whether lines are typed at a terminal, and read there
     */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
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
