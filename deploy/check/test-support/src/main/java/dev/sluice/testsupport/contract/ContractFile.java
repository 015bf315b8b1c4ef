package dev.sluice.testsupport.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** One OpenAPI 3.0 document as a judge of answers. Thread-safe. */
final class ContractFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** Says nothing of the words of an OpenAPI document that are none of a schema. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getOpenApi30())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    /** Where a file has the responses of paths that it does not know. */
    private static final String NOT_SERVED = "/x-not-served/";

    /** Where a file has the responses that each operation gives beside its own. */
    private static final String EVERY_OPERATION = "/x-every-operation/";

    private static final String REFERENCE = "$ref";

    private final String name;
    private final JsonNode document;
    private final String base;
    private final List<PathTemplate> paths;
    private final SchemaRegistry registry;
    private final ConcurrentMap<String, Schema> schemas = new ConcurrentHashMap<>();

    private ContractFile(String name, JsonNode document) {
        this.name = name;
        this.document = document;
        String server = document.at("/servers/0/url").asText();
        this.base = server.equals("/") ? "" : server;
        this.paths = document.path("paths")
                .propertyStream()
                .map(path -> PathTemplate.of(path.getKey()))
                .sorted(PathTemplate.MEANT_FIRST)
                .toList();
        this.registry = SchemaRegistry.withDialect(
                DIALECT,
                builder -> builder.schemas(Map.of(iri(name), document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** @param name of a file under {@code contract} in the resources */
    static ContractFile load(String name) {
        try (InputStream yaml = ContractFile.class.getResourceAsStream("/contract/" + name)) {
            return of(name, Objects.requireNonNull(yaml, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static ContractFile of(String name, byte[] yaml) throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        ClosedSchemas.in(document);
        return new ContractFile(name, document);
    }

    boolean covers(String path) {
        return path.startsWith(base + '/');
    }

    void check(RestAnswer answer) {
        String operation = operation(answer);
        if (document.at(operation).isMissingNode()) {
            // What the contract does not know is not served, and that is said in the usual way.
            checkResponse(answer, NOT_SERVED + answer.status());
            return;
        }
        String own = operation + "/responses/" + answer.status();
        checkResponse(answer, document.at(own).isMissingNode() ? EVERY_OPERATION + answer.status() : own);
    }

    /** Where in the document; HEAD is answered like GET where the contract does not name it. */
    private String operation(RestAnswer answer) {
        String below = answer.path().substring(base.length());
        String path = paths.stream()
                .filter(template -> template.matches(below))
                .findFirst()
                .map(template -> "/paths/" + escaped(template.text()) + '/')
                .orElse("/paths/none/");
        String operation = path + answer.method().toLowerCase(Locale.ROOT);
        return answer.method().equals("HEAD") && document.at(operation).isMissingNode() ? path + "get" : operation;
    }

    private void checkResponse(RestAnswer answer, String pointer) {
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            throw broken(answer, "does not know this route with this method and status");
        }
        if (response.has(REFERENCE)) {
            checkResponse(answer, response.path(REFERENCE).asText().substring(1));
            return;
        }
        JsonNode content = response.path("content");
        if (content.isEmpty() || answer.method().equals("HEAD")) {
            if (!answer.body().isEmpty()) {
                throw broken(answer, "has no body here");
            }
            return;
        }
        String mediaType = answer.mediaType();
        if (!content.has(mediaType)) {
            throw broken(answer, "has no '" + mediaType + "' here");
        }
        if (mediaType.endsWith("json")) {
            checkBody(answer, pointer + "/content/" + escaped(mediaType) + "/schema");
        }
    }

    private void checkBody(RestAnswer answer, String pointer) {
        Schema schema =
                schemas.computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(iri(name) + '#' + at)));
        List<Error> errors;
        try {
            errors = schema.validate(JSON.readTree(answer.body()));
        } catch (JsonProcessingException notJson) {
            throw broken(answer, "has JSON here: " + notJson.getOriginalMessage());
        }
        if (!errors.isEmpty()) {
            throw broken(
                    answer, errors.stream().map(Error::toString).collect(Collectors.joining("\n  ", "has\n  ", "")));
        }
    }

    private AssertionError broken(RestAnswer answer, String what) {
        return new AssertionError(answer + ": the contract " + name + ' ' + what + "\n" + answer.shownBody());
    }

    /** RFC 6901. */
    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    private static String iri(String name) {
        return "https://sluice.dev/contract/" + name;
    }
}
