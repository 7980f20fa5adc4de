package io.releaseconductor.examples.demo;

import io.releaseconductor.examples.demo.files.PropertiesFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Where everything was reached the last time, so that links on older cards lead there again. */
final class Ports {

    private final Path file;
    private final Map<String, String> ports;

    /** Of the demo that has a folder. */
    Ports(DemoFolder folder) {
        this.file = folder.path().resolve("ports.properties");
        this.ports = new HashMap<>(PropertiesFile.read(file).orElse(Map.of()));
    }

    /** The port of a server of that name, or 0 for any. */
    int of(String name) {
        try {
            int port = Integer.parseInt(ports.getOrDefault(name, "0"));
            return port >= 0 && port <= 65_535 ? port : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Notes where a server of that name is reached now. */
    void note(String name, URI base) {
        ports.put(name, Integer.toString(base.getPort()));
        PropertiesFile.write(file, ports);
    }
}
