package io.releaseconductor.jdbc;

import io.releaseconductor.spi.StoreUnavailableException;
import java.util.List;
import java.util.regex.Pattern;

/** Says what is wrong with the database and what to do about it, in a sentence or two without secrets. */
final class Troubles {

    private static final int MOST_SHOWN = 200;

    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|pwd)=)[^;&\\s]*|(//[^/@\\s:]*:)[^@\\s]*(?=@)");

    private final String where;

    /**
     * Speaks about a database.
     *
     * @param where what it is called in the middle of a sentence
     */
    Troubles(String where) {
        this.where = where;
    }

    StoreUnavailableException unavailable(Throwable e) {
        return e instanceof StoreUnavailableException known ? known : new StoreUnavailableException(message(e), e);
    }

    /** The connection ended when the transaction was to be committed. */
    StoreUnavailableException unknown(Throwable e) {
        return new StoreUnavailableException(
                "Whether it was written is not known: " + where
                        + " failed while it committed. The next try finds out, since a"
                        + " repeated write is recognised. " + message(e),
                e);
    }

    /** One whose record cannot be read. */
    StoreUnavailableException corrupt(String id, RuntimeException e) {
        return new StoreUnavailableException(
                "The record of " + id + " in " + where + " cannot be read: " + shown(e)
                        + ". Read it by a node of the version that wrote it, or mend or remove it as docs/jdbc.md says.",
                e);
    }

    StoreUnavailableException tablesNotCreated(String prefix, Throwable e) {
        return new StoreUnavailableException(
                "The tables " + prefix + "… could not be created in " + where + ". " + message(e)
                        + " Who may not create tables has them created by the SQL in docs/jdbc.md.",
                e);
    }

    StoreUnavailableException tablesOfLaterVersion(String prefix, int found, int known) {
        return new StoreUnavailableException(
                "The tables " + prefix + "… in " + where + " are of version " + found
                        + ", and this version of the library knows " + known
                        + " at most. A later version made them: run that one.",
                null);
    }

    /** The row is gone that says of which version the tables are. */
    StoreUnavailableException withoutSchemaRow(String prefix) {
        return new StoreUnavailableException(
                "The table " + prefix + "schema in " + where
                        + " has lost its row. Somebody emptied it: restore it from a backup, or write it again as docs/jdbc.md says.",
                null);
    }

    private String message(Throwable e) {
        return switch (Kind.of(e)) {
            case UNKNOWN_HOST -> start() + " cannot be reached: its host name is unknown. Check the name and the DNS.";
            case REFUSED ->
                start() + " cannot be reached: the connection is refused. Check that it runs, and host and port.";
            case TLS ->
                start() + " cannot be reached over TLS: " + shown(e)
                        + ". Check that its certificate names the host, and that this Java trusts who issued it.";
            case NO_ANSWER ->
                start()
                        + " gave no answer in time. It is busy, stopped or cut off: check that it runs, and what it is busy"
                        + " with.";
            case POOL_EXHAUSTED ->
                "No connection to " + where
                        + " became free in time. It is slow, or the pool is too small for this process: see"
                        + " what holds its connections, or allow more.";
            case BROKEN ->
                "The connection to " + where + " broke: " + shown(e)
                        + ". Usually it was restarted or the network failed for a moment, and the next try goes through.";
            case RESTARTING ->
                start() + " is starting or stopping: " + shown(e) + ". It goes on by itself when that is done.";
            case TOO_MANY_CONNECTIONS ->
                start() + " has too many clients. Make the pools smaller, or raise max_connections.";
            case WRONG_PASSWORD ->
                start()
                        + " refuses user or password. Check both where the data source is set up; the server's own rules of who"
                        + " may connect from where count as well.";
            case NO_DATABASE ->
                start() + " is not there: " + shown(e) + ". Create it, or check its name in the data source's URL.";
            case IN_USE ->
                start()
                        + " is in use by another process, and only one may use it at a time. End the other one, or give this one"
                        + " a file of its own; several nodes share a PostgreSQL or Redis instead.";
            case CANNOT_OPEN ->
                start() + " cannot be opened: " + shown(e)
                        + ". Check that its folder is there, and that this process may write in it.";
            case READ_ONLY ->
                start() + " can only be read. If it is a replica, connect to the primary (for PostgreSQL"
                        + " targetServerType=primary follows it through fail-overs); if it is a file, let this process write to it"
                        + " and to its folder.";
            case FULL -> start() + " has no space left. Make room on its disk; nothing was written.";
            case MISSING_TABLE ->
                start() + " lacks a table that was there before: " + shown(e)
                        + ". Somebody removed it, or the connection leads to another database or schema now. Restore it from a"
                        + " backup; what is started anew creates empty ones.";
            case MISSING_COLUMN ->
                start() + " has a table of ours without a column that is needed: " + shown(e)
                        + ". Somebody else made it: give this installation a table prefix of its own, or the table its columns as"
                        + " docs/jdbc.md says.";
            case FORBIDDEN ->
                start() + " does not permit this user what is needed: " + shown(e)
                        + ". Grant SELECT, INSERT, UPDATE and DELETE on the tables that docs/jdbc.md lists.";
            case LOCKED ->
                start()
                        + " was locked by somebody for too long. See who holds a long transaction open; the next try may go"
                        + " through.";
            case GAVE_WAY ->
                start()
                        + " made this transaction give way to others again and again. Nothing was written; the next try may go"
                        + " through.";
            case DUPLICATE ->
                start() + " has a row already that should be new: " + shown(e)
                        + ". After a restore last_position may be behind: set it as docs/jdbc.md says. See that nothing else writes to"
                        + " these tables.";
            case DAMAGED -> start() + " is damaged: " + shown(e) + ". Restore it from a backup.";
            case UNSUPPORTED -> start() + " is none that is supported: " + shown(e) + ".";
            case OTHER -> start() + " cannot be used: " + shown(e) + ".";
        };
    }

    private String start() {
        return Character.toUpperCase(where.charAt(0)) + where.substring(1);
    }

    /** What was said first, on the way from the store to what it met. */
    private static String shown(Throwable e) {
        List<Throwable> all = Kind.all(e);
        Throwable first = all.stream()
                .filter(each -> each.getMessage() != null)
                .findFirst()
                .orElse(e);
        String message = first.getMessage();
        return message == null ? e.getClass().getSimpleName() : cut(message);
    }

    /** Short, on one line, without the stop at its end. */
    private static String cut(String message) {
        String line = SECRET.matcher(message)
                .replaceAll("$1$2…")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        String stopped = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return stopped.length() <= MOST_SHOWN ? stopped : stopped.substring(0, MOST_SHOWN) + "…";
    }
}
