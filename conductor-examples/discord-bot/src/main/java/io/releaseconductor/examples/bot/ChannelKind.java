package io.releaseconductor.examples.bot;

/**
 * What kind of channel it is, by <a href="https://discord.com/developers/docs/resources/channel#channel-object-channel-types">Discord's
 * numbers</a>, and how cards fare there.
 */
enum ChannelKind {
    /** Where cards belong. */
    TEXT(Mark.GOOD, "a text channel", ""),
    /** Messages there can be read, and published to other servers. */
    ANNOUNCEMENT(Mark.DOUBTFUL, "an announcement channel, which other servers may follow", "set %s to a text channel"),
    /** In a channel, or a post of a forum. */
    THREAD(
            Mark.DOUBTFUL,
            "a thread, which Discord archives when nobody writes there for a while",
            "set %s to the text channel that it is in"),
    /** Has a chat of its own. */
    VOICE(
            Mark.DOUBTFUL,
            "a voice channel: cards are in its chat, where hardly anybody looks",
            "set %s to a text channel"),
    /** Holds channels. */
    CATEGORY(Mark.BAD, "a category, which holds channels and no messages", "set %s to a text channel in it"),
    /** Holds posts. */
    FORUM(Mark.BAD, "a forum, which holds posts and no messages of its own", "set %s to a text channel"),
    /** Whatever else there is. */
    OTHER(Mark.BAD, "no channel for messages", "set %s to a text channel");

    private final Mark mark;
    private final String words;
    private final String instead;

    ChannelKind(Mark mark, String words, String instead) {
        this.mark = mark;
        this.words = words;
        this.instead = instead;
    }

    static ChannelKind of(int number) {
        return switch (number) {
            case 0 -> TEXT;
            case 2, 13 -> VOICE;
            case 4 -> CATEGORY;
            case 5 -> ANNOUNCEMENT;
            case 10, 11, 12 -> THREAD;
            case 15, 16 -> FORUM;
            default -> OTHER;
        };
    }

    /** {@return whether nothing can be shown there} */
    boolean isUseless() {
        return mark == Mark.BAD;
    }

    /** Tells what it is, where it is no text channel. */
    void tell(String channel, String variable, Report report) {
        String text = channel + " is " + words;
        String mend = instead.formatted(variable);
        switch (mark) {
            case BAD -> report.bad(text, mend);
            case DOUBTFUL -> report.doubtful(text, mend);
            case GOOD, TOLD -> {}
        }
    }
}
