package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.Received;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's own description of its API: what is asked and what the fake answers are held against it. It is large and no part of this
 * repository; the tests use it where {@code -Dgithub.description} names the folder with {@code api.github.com.json} and {@code
 * ghes-3.19.json}. See <a href="https://github.com/github/rest-api-description">rest-api-description</a>.
 */
final class GitHubsDescription {

    /** Names the folder. */
    static final String PROPERTY = "github.description";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "/components/schemas/basic-error";
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Map<ServerKind, Optional<GitHubsDescription>> KNOWN = new EnumMap<>(ServerKind.class);

    private final JsonNode root;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final List<Template> templates = new ArrayList<>();

    /** A path with parameters in it. */
    private record Template(String path, Pattern pattern, List<String> parameters, boolean deep) {}

    private GitHubsDescription(String text) throws JsonProcessingException {
        root = JSON.readTree(text);
        factory = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V4,
                        builder -> builder.metaSchema(OpenApi30.getInstance())
                                .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                                .schemaLoaders(loaders -> loaders.schemas(Map.of("mem:github", text)))))
                .build();
        root.path("paths").fieldNames().forEachRemaining(path -> templates.add(template(path)));
        templates.sort(Comparator.comparing(Template::deep)
                .thenComparingInt(each -> each.parameters().size()));
    }

    /** {@return the description of a server, or empty if there is none here} */
    static synchronized Optional<GitHubsDescription> of(ServerKind kind) {
        return KNOWN.computeIfAbsent(kind, k -> {
            String folder = System.getProperty(PROPERTY, "");
            if (folder.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new GitHubsDescription(Files.readString(Path.of(folder)
                        .resolve(k == ServerKind.GITHUB_COM ? "api.github.com.json" : "ghes-3.19.json"))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Template template(String path) {
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(path);
        int from = 0;
        boolean deep = false;
        while (parameter.find()) {
            // files and refs have slashes in them
            deep = Set.of("path", "ref").contains(parameter.group(1)) && parameter.end() == path.length();
            pattern.append(Pattern.quote(path.substring(from, parameter.start())))
                    .append(deep ? "(.+)" : "([^/]+)");
            names.add(parameter.group(1));
            from = parameter.end();
        }
        return new Template(path, Pattern.compile(pattern + Pattern.quote(path.substring(from))), names, deep);
    }

    /** What a fake is asked and answers, held against the description, where there is one here. */
    static final class Watch implements Consumer<Received> {

        private final Optional<GitHubsDescription> description;
        private final String prefix;
        private final List<Received> all = new ArrayList<>();

        private Watch(Optional<GitHubsDescription> description, String prefix) {
            this.description = description;
            this.prefix = prefix;
        }

        @Override
        public synchronized void accept(Received received) {
            if (description.isPresent()) {
                all.add(received);
            }
        }

        /**
         * Ends it.
         *
         * @throws AssertionError if something was not as described
         */
        synchronized void verify() {
            Set<String> problems = new LinkedHashSet<>();
            all.forEach(received -> problems.addAll(description.orElseThrow().problems(received, prefix)));
            assertThat(problems)
                    .as("what is not as in GitHub's description of its API")
                    .isEmpty();
        }
    }

    static Watch watch(FakeGitHub fake, ServerKind kind) {
        Watch watch = watch(kind, fake.apiUrl().getPath());
        fake.tell(watch);
        return watch;
    }

    static Watch watch(ServerKind kind, String prefix) {
        return new Watch(of(kind), prefix);
    }

    /** {@return what is not as described; empty where all is} */
    private List<String> problems(Received received, String prefix) {
        String target =
                received.path().substring(prefix.length()).replaceFirst("^/repositories/[0-9]+", "/repos/acme/app");
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String where = received.method() + " " + target + " → " + received.status();
        String method = received.method().toLowerCase(Locale.ROOT);
        for (Template template : templates) {
            Matcher matcher = template.pattern().matcher(path);
            JsonNode operation = root.path("paths").path(template.path()).path(method);
            if (matcher.matches() && operation.isObject()) {
                List<String> problems = new ArrayList<>();
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < template.parameters().size(); i++) {
                    values.put(template.parameters().get(i), decoded(matcher.group(i + 1)));
                }
                String query = question < 0 ? "" : target.substring(question + 1);
                // of one that was refused as malformed, the refusal tells
                if (received.status() != 400 && received.status() != 422) {
                    request(template.path(), method, operation, values, query, received, problems);
                }
                response(template.path(), method, operation, received, problems);
                return problems.stream().map(problem -> where + ": " + problem).toList();
            }
        }
        return List.of(where + ": there is no such operation");
    }

    private void request(
            String path,
            String method,
            JsonNode operation,
            Map<String, String> inPath,
            String query,
            Received received,
            List<String> problems) {
        Map<String, String> inQuery = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            inQuery.put(decoded(pair.substring(0, pair.indexOf('='))), decoded(pair.substring(pair.indexOf('=') + 1)));
        }
        String at = pointer("paths", path, method);
        int index = 0;
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            String reference = each.has("$ref") ? each.path("$ref").asText().substring(1) : at + "/parameters/" + index;
            index++;
            Map<String, String> values = parameter.path("in").asText().equals("path") ? inPath : inQuery;
            String value = values.remove(parameter.path("name").asText());
            if (value != null) {
                validate(
                        reference + "/schema",
                        typed(value, parameter.path("schema")),
                        "parameter " + parameter.path("name").asText(),
                        problems);
            } else if (parameter.path("required").asBoolean()) {
                problems.add("the parameter " + parameter.path("name").asText() + " is missing");
            }
        }
        inQuery.keySet().forEach(name -> problems.add("there is no parameter " + name));
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (received.body().isEmpty()) {
            if (operation.path("requestBody").path("required").asBoolean()) {
                problems.add("the body is missing");
            }
        } else if (body.isMissingNode()) {
            problems.add("a body is not expected");
        } else {
            JsonNode sent = read(received.body());
            sent.fieldNames().forEachRemaining(name -> {
                if (!body.path("properties").has(name)) {
                    problems.add("there is no field " + name + " in the body");
                }
            });
            validate(at + "/requestBody/content/application~1json/schema", sent, "request", problems);
        }
    }

    private void response(String path, String method, JsonNode operation, Received received, List<String> problems) {
        String answer = received.answer();
        if (answer == null) {
            return;
        }
        String status = Integer.toString(received.status());
        JsonNode given = operation.path("responses").path(status);
        boolean error = received.status() >= 300;
        if (given.isMissingNode() && !error) {
            problems.add("there is no such status");
            return;
        }
        JsonNode response = resolved(given);
        JsonNode content = response.path("content");
        String kind = List.of("application/json", "application/scim+json").stream()
                .filter(content::has)
                .findFirst()
                .orElse("");
        if (kind.isEmpty() && !error) {
            if (!answer.isEmpty() && !answer.equals("{}")) {
                problems.add("a body is not described: " + answer);
            }
            return;
        }
        if (received.status() == 304) {
            return;
        }
        String at = given.has("$ref")
                ? given.path("$ref").asText().substring(1)
                : pointer("paths", path, method, "responses", status);
        validate(
                kind.isEmpty() ? ERROR : at + "/content/" + kind.replace("/", "~1") + "/schema",
                read(answer),
                "answer",
                problems);
    }

    private void validate(String pointer, JsonNode value, String what, List<String> problems) {
        JsonSchema schema = schemas.computeIfAbsent(
                pointer, at -> factory.getSchema(SchemaLocation.of("mem:github#" + encoded(at)), config));
        schema.validate(value.toString(), InputFormat.JSON)
                .forEach(message -> problems.add(what + ": " + message.getMessage()));
    }

    private static String encoded(String pointer) {
        return URLEncoder.encode(pointer, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%7E", "~");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String pointer(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append('/').append(part.replace("~", "~0").replace("/", "~1"));
        }
        return all.toString();
    }

    private static JsonNode typed(String value, JsonNode schema) {
        if (schema.path("type").asText().equals("boolean") && value.matches("true|false")) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return schema.path("type").asText().equals("integer") && value.matches("[0-9]{1,18}")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                : JsonNodeFactory.instance.textNode(value);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
