package io.releaseconductor.examples.demo;

/** Starts the demo. */
public final class DemoMain {

    private DemoMain() {}

    /**
     * Starts the demo.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.out.println("Release Conductor demo");
    }
}
