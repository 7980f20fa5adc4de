package io.releaseconductor.github;

/** Why GitHub told nothing of a name, for people. Keeps no state. */
final class Unknowns {

    private Unknowns() {}

    static String why(Reply reply) {
        if (reply instanceof Reply.NotSent notSent) {
            return notSent.reason();
        }
        if (reply instanceof Reply.Limited limited) {
            return limited.reason();
        }
        if (reply instanceof Reply.Lost lost) {
            return lost.reason();
        }
        return "GitHub answered " + reply
                + (isOfName(reply) ? "; it knows no such name, or the token may not read contents" : "");
    }

    static String noName(String name) {
        return "\"" + Messages.shown(name) + "\" is no name that git could know";
    }

    /** Whether the name may be the trouble. */
    static boolean isOfName(Reply reply) {
        return reply instanceof Reply.Answered answer && (answer.status() == 404 || answer.status() == 422);
    }
}
