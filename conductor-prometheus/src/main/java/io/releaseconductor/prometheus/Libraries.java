package io.releaseconductor.prometheus;

import io.releaseconductor.config.ClientLibrary;
import java.util.List;

/** What the adapter calls of others. */
final class Libraries {

    static final ClientLibrary OK_HTTP = new ClientLibrary(
            "conductor-prometheus",
            "OkHttp",
            "com.squareup.okhttp3:okhttp-jvm",
            "5.5.1",
            "okhttp3.",
            "okhttp3.OkHttp.VERSION",
            null);

    static final ClientLibrary JACKSON = new ClientLibrary(
            "conductor-prometheus",
            "Jackson",
            "com.fasterxml.jackson.core:jackson-core",
            "2.22.4",
            "com.fasterxml.jackson.",
            "com.fasterxml.jackson.core.json.PackageVersion.VERSION",
            "jackson-bom.version (jackson-2-bom.version from Spring Boot 4 on)");

    static final List<ClientLibrary> ALL = List.of(OK_HTTP, JACKSON);

    private Libraries() {}
}
