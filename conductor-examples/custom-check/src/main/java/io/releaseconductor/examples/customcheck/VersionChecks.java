package io.releaseconductor.examples.customcheck;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.util.List;

/** Offers {@link VersionServedCheck}. Found through its service file. */
public final class VersionChecks implements CheckProvider {

    /** For {@link java.util.ServiceLoader}. */
    public VersionChecks() {}

    @Override
    public List<Check> checks(Environment environment, VariableReader variables) {
        URI base = variables.endpoint("FRONTEND_BASE_URL");
        String path = variables.text("VERSION_PATH", "/version");
        URI canary = variables.url("VERSION_CANARY_URL").orElse(null);
        return List.of(new VersionServedCheck(URI.create(base + path), canary));
    }
}
