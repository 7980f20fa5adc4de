package io.releaseconductor.examples.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes {@code PutMetricData} as CloudWatch does, over Smithy RPC v2 with CBOR, and remembers it. */
final class LoopbackCloudWatch implements AutoCloseable {

    /**
     * One figure.
     *
     * @param name its name with its dimensions, such as {@code rollbacks.count{by=person}}
     * @param value the value
     * @param unit the unit
     */
    record Datum(String name, double value, String unit) {}

    private final CBORMapper cbor = new CBORMapper();
    private final HttpServer server;
    private final List<Datum> data = new CopyOnWriteArrayList<>();
    private final List<String> namespaces = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    LoopbackCloudWatch() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Datum> data() {
        return data;
    }

    List<String> namespaces() {
        return namespaces;
    }

    /** {@return what was asked in another way than CloudWatch is} */
    List<String> refusals() {
        return refusals;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String protocol = String.valueOf(exchange.getRequestHeaders().getFirst("smithy-protocol"));
            String signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
            exchange.getResponseHeaders().set("Content-Type", "application/cbor");
            if (!path.endsWith("/operation/PutMetricData")
                    || !protocol.equals("rpc-v2-cbor")
                    || !signed.startsWith("AWS4-HMAC-SHA256 ")) {
                refusals.add(path + " " + protocol);
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body =
                    packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                take(cbor.readTree(body));
            }
            byte[] nothing = cbor.writeValueAsBytes(Map.of());
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
        }
    }

    private void take(JsonNode request) {
        namespaces.add(request.path("Namespace").asText());
        for (JsonNode datum : request.path("MetricData")) {
            Map<String, String> dimensions = new TreeMap<>();
            datum.path("Dimensions")
                    .forEach(each -> dimensions.put(
                            each.path("Name").asText(), each.path("Value").asText()));
            String name = datum.path("MetricName").asText().replaceFirst("^release\\.conductor\\.", "");
            String labels = dimensions.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(","));
            data.add(new Datum(
                    name + (labels.isEmpty() ? "" : "{" + labels + "}"),
                    datum.path("Value").asDouble(),
                    datum.path("Unit").asText()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
