package io.releaseconductor.json;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.config.ConfigurationException;
import java.util.Map;
import java.util.Objects;

/**
 * Audit trails as JSON, for any store, field by field in {@code docs/state.md}. Each text is one line, and always the same for equal values.
 * {@link AuditExport} writes whole trails, and {@link AuditVerification} looks whether they are as they were. Stateless and thread-safe.
 */
public final class AuditJson {

    /**
     * Makes a reader and writer. All are alike.
     *
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public AuditJson() {
        DeploymentJson.requireFitting();
    }

    /**
     * Writes an entry. {@link #read} gives an equal one back, to the nanosecond.
     *
     * @param entry any entry
     * @return one JSON object in one line
     */
    public String write(AuditEntry entry) {
        return JsonOut.record(entry, AuditWire::write, Map.of());
    }

    /**
     * Reads an entry. Fields that this version does not know are passed over. Whether it is as it was written,
     * {@link AuditEntry#isIntact()} tells.
     *
     * @param json what {@link #write} wrote
     * @return the entry
     * @throws CorruptRecordException if the text is no entry
     */
    public AuditEntry read(String json) {
        return Reading.of("audit entry", Objects.requireNonNull(json, "json")).read(AuditWire::read);
    }
}
