package io.releaseconductor.github;

/** What may stand in a header without being quoted in some exception. */
final class HeaderText {

    private HeaderText() {}

    /** Visible ASCII only: an HTTP client that meets anything else throws, with the value in its message. */
    static boolean isPlain(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
