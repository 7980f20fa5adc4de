package io.releaseconductor.github;

/** Secrets that the tests use, and that must be found in nothing that is shown. */
final class Planted {

    static final String TOKEN = "ghp_PlantedqZ7TokenThatNobodyMaySee0001";

    private Planted() {}
}
