package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the page of Spring Boot shows")
class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "spring-boot.md");
    private static final Path APPLICATION = Path.of("src", "it", "ship");

    private static String block(String language) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "```" + language + "\n";
        int start = page.indexOf(begin) + begin.length();
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    @DisplayName("is all that the application outside this build is set up by")
    void properties() throws IOException {
        assertThat(Files.readString(APPLICATION.resolve("src/main/resources/application.properties")))
                .isEqualTo(block("properties"));
    }

    @Test
    @DisplayName("is the one dependency that it has of this library, but for Redis")
    void dependency() throws IOException {
        String dependency = block("xml")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<artifactId>"))
                .findFirst()
                .orElseThrow();
        for (String file : new String[] {"pom.xml", "pom-3.5.xml"}) {
            assertThat(Files.readString(APPLICATION.resolve(file))
                            .lines()
                            .map(String::strip)
                            .filter(line -> line.startsWith("<artifactId>conductor-") && !line.contains("-example-")))
                    .containsExactly(dependency, "<artifactId>conductor-redis</artifactId>");
        }
    }
}
