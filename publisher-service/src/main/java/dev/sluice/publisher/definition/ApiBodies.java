package dev.sluice.publisher.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.ApiBody;
import dev.sluice.publisher.api.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Bodies as the REST API takes them, made from documents: so a document passes the same checks as a script's request. */
@ApplicationScoped
class ApiBodies {
    private static final String OPERATIONS = "operations";
    private static final String SCOPES = "scopes";
    private static final String ENDPOINTS = "endpointConfig";

    private final ObjectMapper json;

    ApiBodies(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A new API's.
     *
     * @param given what the creator says; each of its fields counts more than the document
     */
    JsonNode create(ImportedApi read, JsonNode given) {
        ObjectNode body = json.createObjectNode();
        body.put("type", "SSE");
        body.put("name", read.name());
        body.put("version", read.version());
        body.put("description", read.description());
        if (read.context() != null) {
            body.put("context", read.context());
        }
        endpoint(body, "production_endpoints", read, false);
        endpoint(body, "sandbox_endpoints", read, true);
        body.set(SCOPES, scopes(read, json.createArrayNode()));
        body.set(OPERATIONS, operations(read, json.createArrayNode()));
        if (given instanceof ObjectNode fields) {
            body.setAll(fields);
        }
        return body;
    }

    /** The API as it is, with the topics and scopes of the document; what it says about topics that stay is kept. */
    JsonNode replace(ApiEntity api, ImportedApi read) {
        ObjectNode body = json.valueToTree(ApiBody.of(api));
        body.set(SCOPES, scopes(read, array(body, SCOPES)));
        body.set(OPERATIONS, operations(read, array(body, OPERATIONS)));
        return body;
    }

    private ArrayNode array(ObjectNode body, String field) {
        return body.get(field) instanceof ArrayNode array ? array : json.createArrayNode();
    }

    private static void endpoint(ObjectNode body, String field, ImportedApi read, boolean sandbox) {
        Optional<ImportedApi.Server> server = read.servers().stream()
                .filter(each -> each.sandbox() == sandbox)
                .findFirst();
        if (server.isPresent()) {
            ObjectNode config = body.withObjectProperty(ENDPOINTS);
            config.put("endpoint_type", "http");
            config.putObject(field).put("url", server.get().url());
        }
    }

    private ArrayNode operations(ImportedApi read, ArrayNode known) {
        ArrayNode operations = json.createArrayNode();
        for (DesignTopic topic : read.topics()) {
            ObjectNode operation = json.createObjectNode();
            operation.put("target", topic.target());
            operation.put("verb", "SUBSCRIBE");
            for (JsonNode before : known) {
                if (before.path("target").asText().equals(topic.target())) {
                    operation.setAll((ObjectNode) before);
                }
            }
            operation.put("authType", topic.authType());
            operation.put("description", topic.description());
            ArrayNode scopes = operation.putArray(SCOPES);
            topic.scopes().forEach(scopes::add);
            operations.add(operation);
        }
        return operations;
    }

    /** Those that are known, and those that the document declares beside them. */
    private ArrayNode scopes(ImportedApi read, ArrayNode known) {
        ArrayNode scopes = known.deepCopy();
        for (Map.Entry<String, String> declared : read.auth().scopes().entrySet()) {
            boolean isKnown = false;
            for (JsonNode scope : known) {
                isKnown |= scope.path("scope").path("name").asText().equals(declared.getKey());
            }
            if (!isKnown) {
                scopes.addObject()
                        .put("shared", false)
                        .putObject("scope")
                        .put("name", declared.getKey())
                        .put("description", declared.getValue());
            }
        }
        return scopes;
    }
}
