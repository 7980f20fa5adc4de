package io.releaseconductor.json;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.ResolvedRef;
import org.jspecify.annotations.Nullable;

/** What a branch or tag pointed at when a deployment was shipped. */
final class RefWire {

    private RefWire() {}

    static void write(JsonOut out, ResolvedRef ref) {
        out.text("name", ref.name()).text("commit", ref.commit()).text("missing", ref.missing());
    }

    static @Nullable ResolvedRef read(JsonIn in, String name, @Nullable String requestedVersion) {
        if (requestedVersion != null) {
            in.mustLack(name, "requested_version is there");
            return null;
        }
        return in.objectOrNull(name, RefWire::read);
    }

    private static ResolvedRef read(JsonIn in) {
        String missing = in.textOrNull("missing");
        if (missing != null) {
            in.mustLack("commit", "missing is there");
            return ResolvedRef.unknown(in.filledOrNull("name", DeployRequest.MAX_NAME_LENGTH), missing);
        }
        return ResolvedRef.at(filled(in, "name"), filled(in, "commit"));
    }

    private static String filled(JsonIn in, String field) {
        String value = in.filledOrNull(field, DeployRequest.MAX_NAME_LENGTH);
        if (value == null) {
            throw in.corrupt(field, "is missing, and no reason is there");
        }
        return value;
    }
}
