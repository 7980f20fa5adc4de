package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Configuration;

class ConfigurationFailureAnalyzerTest {

    @Test
    @DisplayName(
            "An application that is set up wrong prints all of it, without a stack trace, and the properties that set it right")
    void application() {
        SpringApplication application = new SpringApplication(Empty.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThat(printed(() -> assertThatThrownBy(
                                () -> application.run("--release-conductor.environments.prod.auto-promote=perhaps"))
                        .hasRootCauseInstanceOf(ConfigurationException.class)))
                .contains("APPLICATION FAILED TO START")
                .contains("GITHUB_TOKEN is not set; it is required")
                .contains("no bean is an Authorizer")
                .contains("SHIP_AUTO_PROMOTE_PROD: \"perhaps\" is not allowed")
                .contains("- release-conductor.github.token")
                .contains("- release-conductor.environments.prod.auto-promote")
                .doesNotContain("\tat io.releaseconductor");
    }

    @Test
    @DisplayName("What has no property of its own is set as a variable")
    void variables() {
        ConfigurationException problem = new ConfigurationException(List.of("SHIP_SOAK: \"long\" is not allowed"));
        FailureAnalysis analysis = new ConfigurationFailureAnalyzer().analyze(problem);
        assertThat(analysis.getDescription()).contains("SHIP_SOAK: \"long\" is not allowed");
        assertThat(analysis.getAction()).endsWith("properties.");
    }

    private static String printed(Runnable run) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}
}
