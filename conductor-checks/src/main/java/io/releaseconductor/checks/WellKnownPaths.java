package io.releaseconductor.checks;

import java.util.List;

/** Where applications usually have what the checks ask for. What reports most comes first. */
final class WellKnownPaths {

    static final List<String> HEALTH = List.of(
            "/health",
            "/api/health",
            "/actuator/health",
            "/healthz",
            "/api/v1/health",
            "/api/healthz",
            "/health/ready",
            "/readyz",
            "/q/health",
            "/healthcheck",
            "/api/healthcheck",
            "/_health",
            "/up",
            "/status",
            "/api/status",
            "/livez",
            "/ping");

    /** With a query that the check's default has, too. */
    static final List<String> SEARCH = List.of(
            "/api/search?q=test",
            "/search?q=test",
            "/api/v1/search?q=test",
            "/v1/search?q=test",
            "/api/search?query=test",
            "/search?query=test",
            "/api/search?term=test",
            "/api/products/search?q=test",
            "/api/products?search=test",
            "/_search?q=test");

    static final List<String> LOGIN = List.of(
            "/auth/login",
            "/api/auth/login",
            "/api/login",
            "/login",
            "/api/v1/auth/login",
            "/api/users/login",
            "/api/session",
            "/api/sessions");

    /** Pages with a form to log in by. */
    static final List<String> LOGIN_PAGES =
            List.of("/login", "/accounts/login/", "/users/sign_in", "/signin", "/admin/login/");

    static final List<String> PRESIGN = List.of(
            "/api/media/presign",
            "/api/presign",
            "/api/upload/presign",
            "/api/uploads/presign",
            "/api/upload-url",
            "/api/uploads",
            "/media/presign",
            "/presign");

    /** Nobody has it: whoever answers here answers everywhere, which tells nothing. */
    static final String NOWHERE = "/release-conductor/there-is-no-such-path";

    private WellKnownPaths() {}
}
