package dev.sluice.publisher.web.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** One of the files that say what the REST APIs take and answer, with paths below the base path of its server. */
final class Contract {
    /** Parameters after the question mark that WSO2 has and an operation of ours does not read. */
    private static final String PASSED_OVER = "x-passed-over";

    private static final String PARAMETERS = "parameters";
    private static final String RESPONSES = "responses";
    private static final String DESCRIPTION = "description";

    /** Headers with conditions, and the status of the answer when they are not met. */
    private static final Map<String, String> CONDITIONS =
            Map.of(HttpHeaders.IF_NONE_MATCH, "304", HttpHeaders.IF_MATCH, "412");

    private final String prefix;
    private final JsonNode document;
    private final String base;

    private Contract(String prefix, JsonNode document) {
        this.prefix = prefix;
        this.document = References.withPrefix(document, prefix);
        String server = document.at("/servers/0/url").asText();
        this.base = server.equals("/") ? "" : server;
    }

    /**
     * @param name   of a file under {@code contract} in the resources
     * @param prefix that tells its components from those of the other files
     */
    static Contract load(String name, String prefix) {
        ClassLoader resources = Thread.currentThread().getContextClassLoader();
        try (InputStream yaml = requireNonNull(resources.getResourceAsStream("contract/" + name), name)) {
            return new Contract(prefix, new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    JsonNode components(String kind) {
        return document.path("components").path(kind);
    }

    JsonNode component(References.Target target) {
        JsonNode found = components(target.kind()).path(target.name().substring(prefix.length()));
        if (found.isMissingNode()) {
            throw new IllegalStateException("the contract has no " + target);
        }
        return target.kind().equals(RESPONSES) ? described(found, Words.sentence(target.name())) : found;
    }

    boolean knows(ScannedOperation route) {
        return route.path().startsWith(base + '/') && find(route).isObject();
    }

    private JsonNode find(ScannedOperation route) {
        return document.path("paths")
                .path(route.path().substring(base.length()))
                .path(route.method());
    }

    /** With the parameters that the route reads and the answers that every operation gives; its security is not ours to say. */
    ObjectNode operation(ScannedOperation route) {
        ObjectNode operation = find(route).deepCopy();
        keepParameters(operation, route.headers());
        ObjectNode responses = operation.withObjectProperty(RESPONSES);
        CONDITIONS.forEach((header, status) -> {
            if (!route.headers().contains(header)) {
                responses.remove(status);
            }
        });
        document.path("x-every-operation")
                .properties()
                .forEach(every -> responses.putIfAbsent(every.getKey(), every.getValue()));
        responses
                .properties()
                .forEach(response -> response.setValue(described(response.getValue(), reason(response.getKey()))));
        return operation.put(
                "summary", Words.sentence(operation.path("operationId").asText()));
    }

    private void keepParameters(ObjectNode operation, Set<String> headers) {
        Set<String> passedOver = new HashSet<>();
        operation.path(PASSED_OVER).forEach(name -> passedOver.add(name.asText()));
        operation.remove(PASSED_OVER);
        for (Iterator<JsonNode> each = operation.path(PARAMETERS).iterator(); each.hasNext(); ) {
            JsonNode parameter = resolved(each.next());
            String name = parameter.path("name").asText();
            boolean isHeader = parameter.path("in").asText().equals("header");
            if (isHeader ? !headers.contains(name) : passedOver.contains(name)) {
                each.remove();
            }
        }
    }

    private JsonNode resolved(JsonNode parameter) {
        return References.target(parameter).map(this::component).orElse(parameter);
    }

    /** With a description, which a document must have. */
    private static JsonNode described(JsonNode response, String description) {
        boolean isComplete =
                response.has(DESCRIPTION) || References.target(response).isPresent();
        return isComplete ? response : response.<ObjectNode>deepCopy().put(DESCRIPTION, description);
    }

    private static String reason(String status) {
        return Status.fromStatusCode(Integer.parseInt(status)).getReasonPhrase();
    }
}
