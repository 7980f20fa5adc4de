package io.releaseconductor.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads selectors as they are written in Prometheus: a name, conditions in braces, or both. Nothing else of its language. */
final class SelectorParser {

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern SIGN = Pattern.compile("=~|!~|!=|=");
    private static final Pattern SPACE = Pattern.compile("\\s*");

    private final String text;
    private int at;

    private SelectorParser(String text) {
        this.text = text;
    }

    /** What is wrong with a text, and where. */
    static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1L;

        private SyntaxException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            String message = super.getMessage();
            return message == null ? "" : message;
        }
    }

    /** Conditions on labels, with braces or without, such as {@code job="shop",env="prod"}. */
    static Selector labels(String text) throws SyntaxException {
        SelectorParser parser = new SelectorParser(text);
        parser.skipSpace();
        boolean braces = parser.takes('{');
        List<LabelMatcher> matchers = parser.matchers(braces);
        parser.end();
        return new Selector("", matchers);
    }

    /** Two selectors of series with {@code /} between them, such as {@code orders_total{outcome="failed"} / orders_total}. */
    static List<Selector> share(String text) throws SyntaxException {
        SelectorParser parser = new SelectorParser(text);
        Selector bad = parser.series();
        if (!parser.takes('/')) {
            throw parser.problem("\"/\" is missing between what is bad and all there is");
        }
        Selector total = parser.series();
        parser.end();
        return List.of(bad, total);
    }

    private Selector series() throws SyntaxException {
        skipSpace();
        String name = take(METRIC, "the name of a metric is missing");
        skipSpace();
        List<LabelMatcher> matchers = takes('{') ? matchers(true) : List.of();
        skipSpace();
        return new Selector(name, matchers);
    }

    private List<LabelMatcher> matchers(boolean braces) throws SyntaxException {
        List<LabelMatcher> matchers = new ArrayList<>();
        skipSpace();
        while (!isOver(braces)) {
            matchers.add(matcher());
            skipSpace();
            if (!takes(',') && !isOver(braces)) {
                throw problem("\",\" is missing");
            }
            skipSpace();
        }
        if (braces && !takes('}')) {
            throw problem("\"}\" is missing");
        }
        return matchers;
    }

    private boolean isOver(boolean braces) {
        return at == text.length() || (braces && text.charAt(at) == '}');
    }

    private LabelMatcher matcher() throws SyntaxException {
        int start = at;
        String label = take(LABEL, "the name of a label is missing");
        if (label.equals(Selector.NAME)) {
            at = start;
            throw problem("\"" + Selector.NAME + "\" is no condition here");
        }
        skipSpace();
        String sign = take(SIGN, "=, !=, =~ or !~ is missing");
        skipSpace();
        start = at;
        String value = string();
        try {
            return LabelMatcher.of(label, kind(sign), value);
        } catch (PatternSyntaxException e) {
            at = start;
            throw problem("what follows is no regular expression");
        }
    }

    private static LabelMatcher.Kind kind(String sign) {
        return switch (sign) {
            case "=" -> LabelMatcher.Kind.EQUAL;
            case "!=" -> LabelMatcher.Kind.UNEQUAL;
            case "=~" -> LabelMatcher.Kind.LIKE;
            default -> LabelMatcher.Kind.UNLIKE;
        };
    }

    private String string() throws SyntaxException {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        if (quote != '"' && quote != '\'' && quote != '`') {
            throw problem("a value in quotation marks is missing");
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == quote) {
                at++;
                return value.toString();
            }
            value.append(next == '\\' && quote != '`' ? escaped() : next);
        }
        throw problem("the quotation mark at the end is missing");
    }

    private char escaped() throws SyntaxException {
        at++;
        char next = at < text.length() ? text.charAt(at) : ' ';
        return switch (next) {
            case '\\', '"', '\'' -> next;
            case 'n' -> '\n';
            case 't' -> '\t';
            default ->
                throw problem("\"\\" + next + "\" is not allowed; a backslash in a regular expression is written \\\\");
        };
    }

    private boolean takes(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private String take(Pattern pattern, String otherwise) throws SyntaxException {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw problem(otherwise);
        }
        at = matcher.end();
        return matcher.group();
    }

    private void skipSpace() {
        Matcher matcher = SPACE.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            at = matcher.end();
        }
    }

    private void end() throws SyntaxException {
        skipSpace();
        if (at < text.length()) {
            throw problem("nothing may follow");
        }
    }

    private SyntaxException problem(String what) {
        return new SyntaxException(what + " at character " + (at + 1));
    }
}
