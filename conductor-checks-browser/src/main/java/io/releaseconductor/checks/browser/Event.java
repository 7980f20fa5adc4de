package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Something that happened in the browser.
 *
 * @param method its name in the protocol
 * @param params what the protocol says of it
 * @param session the page, frame or worker that it happened in; empty for the browser itself
 */
record Event(String method, JsonNode params, String session) {}
