package io.releaseconductor.prometheus;

/** Secrets that the tests use, and that must be found in nothing that is shown. */
final class Planted {

    static final String TOKEN = "PlantedqZ7TokenThatNobodyMaySee0002";

    static final String PASSWORD = "PlantedqZ7PasswordThatNobodyMaySee0003";

    private Planted() {}
}
