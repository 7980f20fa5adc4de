package io.releaseconductor.checks;

/**
 * A script without what only looks like code: comments, regular expressions, and texts other than the names of modules. Read from
 * start to end once, without a grammar: what cannot be told is left out, so that nothing is taken for an import that is none.
 */
final class ScriptCode {

    /** After these a slash begins a regular expression; after anything else it divides. */
    private static final String BEFORE_REGEX = "(,=:[!&|?{};+-*%~^<>";

    private final String script;
    private final StringBuilder code;
    private int at;

    private ScriptCode(String script) {
        this.script = script;
        this.code = new StringBuilder(script.length());
    }

    /** {@return the code; a text that was left out is an empty one} */
    static String of(String script) {
        ScriptCode reading = new ScriptCode(script);
        while (reading.at < script.length()) {
            reading.step();
        }
        return reading.code.toString();
    }

    private void step() {
        char c = script.charAt(at);
        if (script.startsWith("//", at)) {
            at = endOr(script.indexOf('\n', at));
        } else if (script.startsWith("/*", at)) {
            int end = script.indexOf("*/", at + 2);
            at = end < 0 ? script.length() : end + 2;
            code.append('\n');
        } else if (c == '"' || c == '\'') {
            text(c);
        } else if (c == '`') {
            at = endOfTemplate(at + 1);
            code.append("''");
        } else if (c == '/' && beginsRegex()) {
            at = endOfRegex(at + 1);
            code.append("''");
        } else {
            code.append(c);
            at++;
        }
    }

    private void text(char quote) {
        int end = endOfText(script, at + 1, quote);
        boolean named = end <= script.length() && namesModule();
        code.append(named ? script.substring(at, end) : "''");
        at = Math.min(end, script.length());
    }

    /** Whether a text in this place is the name of a module. */
    private boolean namesModule() {
        int end = code.length();
        while (end > 0 && (Character.isWhitespace(code.charAt(end - 1)) || code.charAt(end - 1) == '(')) {
            end--;
        }
        String before = code.substring(Math.max(0, end - 6), end);
        return before.endsWith("from") || before.equals("import");
    }

    /** Behind the closing quote; a text ends with its line at the latest. */
    private static int endOfText(String script, int from, char quote) {
        for (int i = from; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            } else if (c == '\n') {
                return i;
            }
        }
        return script.length();
    }

    /** Behind the closing backtick, whatever code is in between. */
    private int endOfTemplate(int from) {
        int depth = 0;
        for (int i = from; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') {
                i++;
            } else if (script.startsWith("${", i)) {
                depth++;
                i++;
            } else if (depth > 0 && (c == '{' || c == '}')) {
                depth += c == '{' ? 1 : -1;
            } else if (c == '`' && depth == 0) {
                return i + 1;
            } else if (c == '`') {
                // a template in the code of another one, as deep as that code is
                i = endOfInnerTemplate(i + 1);
            }
        }
        return script.length();
    }

    /** The closing backtick of a template that holds no further ones. */
    private int endOfInnerTemplate(int from) {
        for (int i = from; i < script.length(); i++) {
            if (script.charAt(i) == '\\') {
                i++;
            } else if (script.charAt(i) == '`') {
                return i;
            }
        }
        return script.length();
    }

    private boolean beginsRegex() {
        int end = code.length();
        while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
            end--;
        }
        return end == 0
                || BEFORE_REGEX.indexOf(code.charAt(end - 1)) >= 0
                || code.substring(Math.max(0, end - 6), end).endsWith("return");
    }

    /** Behind the closing slash, or the end of the line if there is none. */
    private int endOfRegex(int from) {
        boolean among = false;
        for (int i = from; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\n') {
                return i;
            } else if (c == '[' || c == ']') {
                among = c == '[';
            } else if (c == '/' && !among) {
                return i + 1;
            }
        }
        return script.length();
    }

    private int endOr(int index) {
        return index < 0 ? script.length() : index;
    }
}
