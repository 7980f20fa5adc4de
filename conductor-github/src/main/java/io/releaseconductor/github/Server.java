package io.releaseconductor.github;

import org.jspecify.annotations.Nullable;

/** What is known of the server beyond its address. */
final class Server {

    /** From this version of the API on, a dispatch is always answered with the run, and the parameter for it is gone. */
    private static final String ALWAYS_TELLS = "2026-03-10";

    private final boolean alwaysTells;
    private volatile boolean refusesParameter;
    private volatile @Nullable String enterpriseVersion;

    Server(String apiVersion) {
        this.alwaysTells = apiVersion.compareTo(ALWAYS_TELLS) >= 0;
    }

    /** {@return whether to ask for the run in so many words} */
    boolean askForRun() {
        return !alwaysTells && !refusesParameter;
    }

    /** {@return whether it is known that a dispatch is not answered with the run} */
    boolean doesNotTellRun() {
        return refusesParameter;
    }

    void refusesParameter() {
        refusesParameter = true;
    }

    /** GitHub Enterprise Server up to 3.19 does not know the parameter; 3.21 does. What lies between finds out. */
    void isEnterprise(int major, int minor) {
        enterpriseVersion = major + "." + minor;
        if (!alwaysTells && (major < 3 || (major == 3 && minor < 20))) {
            refusesParameter = true;
        }
    }

    @Override
    public String toString() {
        String version = enterpriseVersion;
        return version == null ? "this server" : "GitHub Enterprise Server " + version;
    }
}
