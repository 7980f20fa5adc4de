package io.releaseconductor.examples.demo.terminal;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What stands for a symbol where a terminal has none, and in which colour its line is told. */
enum Symbol {
    WELL("✅", "[ok]", Colour.GREEN),
    DOUBTFUL("⚠", "[!]", Colour.YELLOW),
    FAILED("❌", "[x]", Colour.RED),
    NO_DATA("➖", "[-]", Colour.NONE),
    WAITING("⏳", "[..]", Colour.NONE),
    LOOKING("🔎", "[?]", Colour.NONE),
    WATCHING("👀", "[oo]", Colour.NONE),
    RESULTS("📊", "[#]", Colour.NONE),
    STARTED("🚀", "[>]", Colour.NONE),
    FURTHER("⏫", "[>>]", Colour.NONE),
    GOING_BACK("⏪", "[<<]", Colour.YELLOW),
    WENT_BACK("↩", "[<]", Colour.YELLOW),
    HELD("✋", "[hold]", Colour.YELLOW),
    SHADOW("🌗", "[~]", Colour.NONE),
    TRUST("🤝", "[=]", Colour.NONE),
    LOCKED("🔒", "[locked]", Colour.YELLOW),
    OPENED("🔓", "[open]", Colour.YELLOW),
    ASKING("🛂", "[?]", Colour.NONE),
    NOT_KNOWN("❔", "[?]", Colour.YELLOW),
    CANCELLED("🚫", "[cancelled]", Colour.NONE),
    STOPPED("🛑", "[stop]", Colour.RED),
    REFUSED("⛔", "[no]", Colour.RED),
    EXPIRED("⌛", "[late]", Colour.YELLOW),
    NEEDS_HELP("🆘", "[help]", Colour.RED),
    UNCERTAIN("❓", "[?]", Colour.YELLOW),
    ALERT("🚨", "[alert]", Colour.RED),
    REMINDER("🔔", "[bell]", Colour.YELLOW),
    DETAILS("📋", "[=]", Colour.NONE),
    AGAIN("🔄", "[again]", Colour.NONE),
    PRODUCTION("🌍", "[!!]", Colour.NONE),
    WANTED("👉", "=>", Colour.YELLOW),
    BELOW("↳", "`->", Colour.NONE),
    TO("→", "->", Colour.NONE),
    AND_SO_ON("…", "...", Colour.NONE),
    BETWEEN("·", "-", Colour.NONE),
    DASH("–", "-", Colour.NONE),
    LONG_DASH("—", "-", Colour.NONE),
    TIMES("×", "x", Colour.NONE),
    OPENING_QUOTE("“", "\"", Colour.NONE),
    CLOSING_QUOTE("”", "\"", Colour.NONE),
    OPENING_SINGLE_QUOTE("‘", "'", Colour.NONE),
    CLOSING_SINGLE_QUOTE("’", "'", Colour.NONE);

    private static final Map<Integer, Symbol> BY_CODE_POINT =
            Arrays.stream(values()).collect(Collectors.toMap(each -> each.sign.codePointAt(0), Function.identity()));

    private final String sign;
    private final String plain;
    private final Colour colour;

    Symbol(String sign, String plain, Colour colour) {
        this.sign = sign;
        this.plain = plain;
        this.colour = colour;
    }

    /** What is written instead. Of a symbol that is not here nothing is: it never tells what words do not. */
    static String plain(int codePoint) {
        Symbol symbol = BY_CODE_POINT.get(codePoint);
        return symbol == null ? "" : symbol.plain;
    }

    static Colour colour(int codePoint) {
        Symbol symbol = BY_CODE_POINT.get(codePoint);
        return symbol == null ? Colour.NONE : symbol.colour;
    }
}
