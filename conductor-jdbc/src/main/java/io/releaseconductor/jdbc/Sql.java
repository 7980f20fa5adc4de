package io.releaseconductor.jdbc;

import java.util.Collections;
import java.util.List;

/** The statements, for one database and one prefix. */
final class Sql {

    private final String deployment;
    private final String schema;
    private final String lock;
    private final String audit;
    private final Dialect dialect;

    Sql(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.deployment = prefix + "deployment";
        this.schema = prefix + "schema";
        this.lock = prefix + "lock";
        this.audit = prefix + "audit";
    }

    Dialect dialect() {
        return dialect;
    }

    /** Of the tables. Fails where one of them is missing. */
    String version() {
        return "SELECT version FROM " + schema + " WHERE id = 1 AND NOT EXISTS (SELECT revision FROM " + lock
                + " WHERE environment = '') AND NOT EXISTS (SELECT number FROM " + audit + " WHERE deployment = '')";
    }

    /** Becomes the only writer, where there can be one only. */
    String becomeWriter() {
        return "UPDATE " + schema + " SET last_position = last_position WHERE id = 1";
    }

    /** Takes the next place in the history. Whoever takes an environment's place does this first, so they come one after the other. */
    String nextPosition() {
        return "UPDATE " + schema + " SET last_position = last_position + 1 WHERE id = 1";
    }

    /** Waits for whoever is just replacing a lock, and keeps others from that. */
    String keepLocks() {
        return "SELECT id FROM " + schema + " WHERE id = 1" + dialect.share();
    }

    /** Takes so many names. */
    String locks(int names) {
        return lockRows() + " WHERE environment IN (" + String.join(", ", Collections.nCopies(names, "?")) + ")";
    }

    String allLocks() {
        return lockRows() + " WHERE ends_at IS NOT NULL";
    }

    private String lockRows() {
        return "SELECT environment, record, revision, ends_at, owner, chat FROM " + lock;
    }

    String replaceLock() {
        return "UPDATE " + lock
                + " SET revision = ?, ends_at = ?, owner = ?, chat = ?, record = ? WHERE environment = ?";
    }

    String createLock() {
        return "INSERT INTO " + lock
                + " (revision, ends_at, owner, chat, record, environment) VALUES (?, ?, ?, ?, ?, ?)";
    }

    /** What stands in a creation's way, and the place in the history that it took: operation, environment, id. */
    String standsInTheWay() {
        return "SELECT 'operation', id, record, 0 FROM " + deployment + " WHERE created_by = ?"
                + " UNION ALL SELECT 'place', id, record, 0 FROM " + deployment + " WHERE place = ?"
                + " UNION ALL SELECT 'id', id, NULL, 0 FROM " + deployment + " WHERE id = ?"
                + " UNION ALL SELECT 'position', NULL, NULL, last_position FROM " + schema + " WHERE id = 1";
    }

    String create() {
        return "INSERT INTO " + deployment
                + " (standing, revision, place, environment, id, position, status_since, due_at, created_by, record, entry)"
                + " VALUES ('unsettled', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    String created() {
        return "SELECT id, record FROM " + deployment + " WHERE created_by = ?";
    }

    String find() {
        return "SELECT id, record FROM " + deployment + " WHERE id = ? AND record IS NOT NULL";
    }

    String holder() {
        return "SELECT id, record FROM " + deployment + " WHERE place = ?";
    }

    String toSave() {
        return "SELECT revision, token, writes, place, position FROM " + deployment
                + " WHERE id = ? AND record IS NOT NULL" + dialect.lock();
    }

    String later(boolean promotedOnly) {
        return "SELECT id FROM " + deployment + " WHERE " + (promotedOnly ? "promoted_in" : "environment")
                + " = ? AND position > ? ORDER BY position DESC LIMIT 1";
    }

    String save() {
        return "UPDATE " + deployment
                + " SET revision = ?, place = ?, promoted_in = ?, standing = ?, status_since = ?, due_at = ?, writes = ?,"
                + " record = ?, entry = ? WHERE id = ? AND revision = ?";
    }

    /** Takes the time twice, then the ids that are left to others, then how many. */
    String due(int leftToOthers) {
        String others = leftToOthers == 0
                ? ""
                : " AND id NOT IN (" + String.join(", ", Collections.nCopies(leftToOthers, "?")) + ")";
        return "SELECT id, revision, record FROM " + deployment
                + " WHERE due_at <= ? AND (lease_until IS NULL OR lease_until <= ?)" + others
                + " ORDER BY due_at, id LIMIT ?" + dialect.lockFree();
    }

    /** Says the conditions again: no claim rests on how a database locks. */
    String claim() {
        return "UPDATE " + deployment + " SET token = ?, lease_until = ?"
                + " WHERE id = ? AND revision = ? AND (lease_until IS NULL OR lease_until <= ?)";
    }

    String renew() {
        return "UPDATE " + deployment + " SET lease_until = ? WHERE id = ? AND token = ?";
    }

    /** Ends all claims at once. */
    String releaseAll() {
        return "UPDATE " + deployment + " SET token = NULL, lease_until = NULL WHERE lease_until IS NOT NULL";
    }

    String release() {
        return "UPDATE " + deployment + " SET token = NULL, lease_until = NULL WHERE id = ? AND token = ?";
    }

    String history(boolean ofEnvironment, boolean promotedOnly, boolean goesOn) {
        String which = promotedOnly
                ? (ofEnvironment ? "promoted_in = ?" : "promoted_in IS NOT NULL")
                : (ofEnvironment ? "environment = ?" : "");
        List<String> conditions = List.of(which, goesOn ? "position < ?" : "").stream()
                .filter(condition -> !condition.isEmpty())
                .toList();
        return "SELECT position, id, entry FROM " + deployment
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY position DESC LIMIT ?";
    }

    String note() {
        return "INSERT INTO " + audit + " (deployment, number, entry) VALUES (?, ?, ?)";
    }

    String audit() {
        return "SELECT number, entry FROM " + audit + " WHERE deployment = ? ORDER BY number";
    }

    /** Takes standing and time twice, and how many in between. */
    String purgeDeployments() {
        String old = "standing = ? AND status_since <= ?";
        return "UPDATE " + deployment
                + " SET standing = 'removed', record = NULL, writes = NULL, created_by = NULL, due_at = NULL, token = NULL,"
                + " lease_until = NULL WHERE id IN (SELECT id FROM " + deployment + " WHERE " + old
                + " ORDER BY status_since LIMIT ?) AND " + old;
    }

    /** Takes the time, how many promoted ones are kept but one, and how many at most. */
    String oldHistory() {
        return "SELECT d.id FROM " + deployment
                + " d WHERE d.standing = 'removed' AND d.status_since <= ? AND (d.promoted_in IS NULL OR d.position <"
                + " (SELECT n.position FROM " + deployment
                + " n WHERE n.promoted_in = d.promoted_in ORDER BY n.position DESC LIMIT 1 OFFSET ?)) LIMIT ?";
    }

    /** Takes the id. One that was unsettled again since is kept. */
    String forget() {
        return "DELETE FROM " + deployment + " WHERE id = ? AND standing = 'removed'";
    }

    String forgetAudit() {
        return "DELETE FROM " + audit + " WHERE deployment = ?";
    }
}
