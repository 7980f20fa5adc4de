package io.releaseconductor.checks;

import static java.util.Map.entry;

import java.util.Map;

/** The words that belong to HTTP statuses. */
final class StatusNames {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            entry(200, "OK"),
            entry(201, "Created"),
            entry(202, "Accepted"),
            entry(203, "Non-Authoritative Information"),
            entry(204, "No Content"),
            entry(206, "Partial Content"),
            entry(300, "Multiple Choices"),
            entry(301, "Moved Permanently"),
            entry(302, "Found"),
            entry(303, "See Other"),
            entry(304, "Not Modified"),
            entry(307, "Temporary Redirect"),
            entry(308, "Permanent Redirect"),
            entry(400, "Bad Request"),
            entry(401, "Unauthorized"),
            entry(402, "Payment Required"),
            entry(403, "Forbidden"),
            entry(404, "Not Found"),
            entry(405, "Method Not Allowed"),
            entry(406, "Not Acceptable"),
            entry(407, "Proxy Authentication Required"),
            entry(408, "Request Timeout"),
            entry(409, "Conflict"),
            entry(410, "Gone"),
            entry(413, "Content Too Large"),
            entry(415, "Unsupported Media Type"),
            entry(418, "I'm a teapot"),
            entry(421, "Misdirected Request"),
            entry(422, "Unprocessable Content"),
            entry(423, "Locked"),
            entry(425, "Too Early"),
            entry(426, "Upgrade Required"),
            entry(428, "Precondition Required"),
            entry(429, "Too Many Requests"),
            entry(431, "Request Header Fields Too Large"),
            entry(451, "Unavailable For Legal Reasons"),
            entry(500, "Internal Server Error"),
            entry(501, "Not Implemented"),
            entry(502, "Bad Gateway"),
            entry(503, "Service Unavailable"),
            entry(504, "Gateway Timeout"),
            entry(505, "HTTP Version Not Supported"),
            entry(507, "Insufficient Storage"),
            entry(511, "Network Authentication Required"),
            // Cloudflare's own, which people see in their browsers as well
            entry(520, "Unknown Error"),
            entry(521, "Web Server Is Down"),
            entry(522, "Connection Timed Out"),
            entry(523, "Origin Is Unreachable"),
            entry(524, "A Timeout Occurred"));

    private StatusNames() {}

    static String line(int status) {
        String name = NAMES.get(status);
        return name == null ? "HTTP " + status : status + " " + name;
    }
}
