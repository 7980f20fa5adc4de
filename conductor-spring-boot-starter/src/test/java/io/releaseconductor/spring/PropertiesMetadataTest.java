package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PropertiesMetadataTest {

    @Test
    @DisplayName("Every property is completed by editors, with what it means in a sentence")
    void described() throws IOException {
        JsonNode properties;
        try (InputStream file =
                ReleaseConductorProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            properties = new ObjectMapper().readTree(file).get("properties");
        }
        assertThat(properties)
                .allSatisfy(property -> assertThat(property.path("description").asText())
                        .as(property.path("name").asText())
                        .matches("(?s)[A-Z].*\\."));
        assertThat(properties.findValuesAsText("name"))
                // what Spring itself says of any endpoint
                .filteredOn(name -> !name.startsWith("management.endpoint.releaseconductor."))
                .containsExactlyInAnyOrder(
                        "release-conductor.enabled",
                        "release-conductor.metrics",
                        "release-conductor.node-id",
                        "release-conductor.state-file",
                        "release-conductor.environments",
                        "release-conductor.variables",
                        "release-conductor.github.repository",
                        "release-conductor.github.token",
                        "release-conductor.github.webhook-secret",
                        "release-conductor.github.webhook-path",
                        "release-conductor.discord.token",
                        "release-conductor.discord.guild-id",
                        "release-conductor.discord.permit",
                        "release-conductor.redis.url",
                        "release-conductor.redis.key-prefix");
    }
}
