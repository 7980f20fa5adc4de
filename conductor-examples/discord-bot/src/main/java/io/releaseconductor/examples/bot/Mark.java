package io.releaseconductor.examples.bot;

/** How a line of the doctor's came out. */
enum Mark {
    /** As it should be. */
    GOOD("✓"),
    /** Works, with a drawback that is worth knowing. */
    DOUBTFUL("!"),
    /** Has to be mended. */
    BAD("✗"),
    /** Could not be looked at, or is only told. */
    TOLD("·");

    private final String sign;

    Mark(String sign) {
        this.sign = sign;
    }

    @Override
    public String toString() {
        return sign;
    }
}
