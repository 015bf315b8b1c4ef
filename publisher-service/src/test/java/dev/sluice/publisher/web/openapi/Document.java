package dev.sluice.publisher.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An OpenAPI document, read anew by a test.
 *
 * @param base of all its paths; empty = none
 */
record Document(JsonNode root, String base) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** One operation. */
    record Operation(Document document, String method, String path, JsonNode node) {
        /** With references followed. */
        List<Parameter> parameters() {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .map(document::resolve)
                    .map(Parameter::new)
                    .toList();
        }

        List<Parameter> parameters(String in) {
            return parameters().stream()
                    .filter(parameter -> parameter.in().equals(in))
                    .toList();
        }

        JsonNode response(int status) {
            return document.resolve(node.path("responses").path(String.valueOf(status)));
        }

        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    /** One parameter. */
    record Parameter(JsonNode node) {
        String in() {
            return node.path("in").asText();
        }

        String name() {
            return node.path("name").asText();
        }

        JsonNode schema() {
            return node.path("schema");
        }

        @Override
        public String toString() {
            return in() + ' ' + name();
        }
    }

    /** What the service under test shows to everybody. */
    static Document served() {
        String json = RestAssured.given()
                .port(RestAssured.port)
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return new Document(new JsonMapper().readTree(json), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param file under {@code contract} in the resources */
    static Document contract(String file) {
        try (InputStream yaml = Document.class.getResourceAsStream("/contract/" + file)) {
            JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(yaml, file));
            String server = root.at("/servers/0/url").asText();
            return new Document(root, server.equals("/") ? "" : server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        return root.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> new Operation(
                                this,
                                operation.getKey().toUpperCase(Locale.ROOT),
                                base + path.getKey(),
                                operation.getValue())))
                .toList();
    }

    Stream<Operation> find(String method, String path) {
        return operations().stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path));
    }

    /** Where a reference leads; anything else is itself. */
    JsonNode resolve(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode() ? node : resolve(at(reference.asText()));
    }

    /** Missing when the reference leads nowhere. */
    JsonNode at(String reference) {
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : MissingNode.getInstance();
    }
}
