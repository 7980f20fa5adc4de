package io.releaseconductor.examples.demo.terminal;

/** A colour for text that has been told in words as well. */
enum Colour {
    NONE(""),
    GREEN("32"),
    YELLOW("33"),
    RED("31");

    private static final String ESCAPE = "\u001b[";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String paint(String text) {
        return this == NONE ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
