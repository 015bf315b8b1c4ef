package dev.sluice.publisher.api.document;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.definition.Contact;
import dev.sluice.model.definition.DesignTopic;
import dev.sluice.model.definition.EventMessage;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.body.ApiBody;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads documents into bodies as the REST API takes them: so a document passes the same checks as a script's request. */
@ApplicationScoped
class ImportReader {
    private static final String OPERATIONS = "operations";
    private static final String SCOPES = "scopes";
    private static final String ENDPOINTS = "endpointConfig";
    private static final String TRANSPORT = "transport";
    private static final String ADVERTISE = "advertiseInfo";
    private static final String BUSINESS = "businessInformation";
    private static final String PAYLOAD = "payloadSchema";
    private static final Set<String> SECURE = Set.of("https", "https+sse");

    private final ObjectMapper json;
    private final ApiExtensions extensions;
    private final JsonMapper exact = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    ImportReader(ObjectMapper json, ApiExtensions extensions) {
        this.json = json;
        this.extensions = extensions;
    }

    /**
     * A new API's.
     *
     * @param given what the creator says; each of its fields counts more than the document
     */
    Fields create(ImportedApi read, JsonNode given) {
        ObjectNode body = extensions.read(read);
        body.put("type", ApiType.SSE.name());
        body.put("name", read.name());
        body.put("version", read.version());
        body.put("description", read.description());
        if (read.context() != null) {
            body.put("context", read.context());
        }
        endpoint(body, "production_endpoints", read, false);
        endpoint(body, "sandbox_endpoints", read, true);
        presentation(body, read);
        transports(body, read);
        credentials(body, read);
        body.set(SCOPES, scopes(read, array(body, SCOPES)));
        body.set(OPERATIONS, operations(read, array(body, OPERATIONS)));
        if (given instanceof ObjectNode fields) {
            body.setAll(fields);
        }
        return Fields.of(body);
    }

    /**
     * A third party's: what is shown of it. Its servers are where developers find it.
     *
     * @param given what the creator says
     */
    Fields createThirdParty(ImportedApi read, JsonNode given) {
        ObjectNode body = json.createObjectNode();
        body.put("type", ApiType.ASYNC.name());
        body.put("name", read.name());
        body.put("version", read.version());
        body.put("description", read.description());
        if (read.context() != null) {
            body.put("context", read.context());
        }
        presentation(body, read);
        ObjectNode info =
                given.path(ADVERTISE) instanceof ObjectNode known ? known.deepCopy() : json.createObjectNode();
        external(info, "apiExternalProductionEndpoint", read, false);
        external(info, "apiExternalSandboxEndpoint", read, true);
        if (given instanceof ObjectNode fields) {
            body.setAll(fields);
        }
        body.set(ADVERTISE, info);
        return Fields.of(body);
    }

    private static void external(ObjectNode info, String field, ImportedApi read, boolean sandbox) {
        read.servers().stream()
                .filter(each -> each.sandbox() == sandbox && !info.has(field))
                .findFirst()
                .ifPresent(server -> info.put(field, server.url()));
    }

    private void presentation(ObjectNode body, ImportedApi read) {
        if (!read.tags().isEmpty()) {
            ArrayNode tags = body.putArray("tags");
            read.tags().forEach(tags::add);
        }
        Contact contact = read.contact();
        if (contact != null) {
            ObjectNode business = body.get(BUSINESS) instanceof ObjectNode known ? known : body.putObject(BUSINESS);
            business.put("technicalOwner", contact.name());
            business.put("technicalOwnerEmail", contact.email());
        }
    }

    /** What is offered over TLS only must not become an API that clear text is taken for. */
    private static void transports(ObjectNode body, ImportedApi read) {
        if (body.has(TRANSPORT)) {
            return;
        }
        boolean secure = !read.protocols().isEmpty() && SECURE.containsAll(read.protocols());
        List<String> transports = !read.gateways().isEmpty() ? read.gateways() : secure ? List.of("https") : List.of();
        if (!transports.isEmpty()) {
            ArrayNode array = body.putArray(TRANSPORT);
            transports.forEach(array::add);
        }
    }

    /** The schemes of the document, if it has any; where credentials are put as far as it says. */
    private static void credentials(ObjectNode body, ImportedApi read) {
        ApiAuth places = read.auth().places();
        if (!places.schemes().equals(ApiAuth.DEFAULT.schemes())) {
            ArrayNode schemes = body.putArray("securityScheme");
            places.schemes().forEach(schemes::add);
        }
        if (!places.apiKeyHeader().equals(ApiAuth.DEFAULT.apiKeyHeader())) {
            body.put("apiKeyHeader", places.apiKeyHeader());
        }
    }

    /** The API as it is. */
    Fields same(ApiEntity api) {
        return Fields.of(json.valueToTree(ApiBody.of(api)));
    }

    /** The API as it is, with the topics and scopes of the document; what it says about topics that stay is kept. */
    Fields replace(ApiEntity api, ImportedApi read) {
        ObjectNode body = json.valueToTree(ApiBody.of(api));
        body.set(SCOPES, scopes(read, array(body, SCOPES)));
        body.set(OPERATIONS, operations(read, array(body, OPERATIONS)));
        return Fields.of(body);
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
                if (before instanceof ObjectNode same
                        && same.path("target").asText().equals(topic.target())) {
                    operation.setAll(same);
                }
            }
            if (isOutdated(operation.path(PAYLOAD), topic, read)) {
                operation.remove(PAYLOAD);
            }
            operation.put("authType", topic.authType());
            operation.put("description", topic.description());
            ArrayNode scopes = operation.putArray(SCOPES);
            topic.scopes().forEach(scopes::add);
            operations.add(operation);
        }
        return operations;
    }

    /** Returns whether the document has another schema for what the topic carries. */
    private boolean isOutdated(JsonNode schema, DesignTopic topic, ImportedApi read) {
        List<Object> payloads = topic.messages().stream()
                .map(read.messages()::get)
                .filter(message -> message != null && message.payload() != null)
                .<Object>map(EventMessage::payload)
                .toList();
        if (!schema.isTextual() || payloads.isEmpty()) {
            return false;
        }
        try {
            JsonNode known = exact.readTree(schema.textValue());
            return payloads.size() > 1
                    || !exact.readTree(exact.writeValueAsBytes(payloads.getFirst()))
                            .equals(known);
        } catch (IOException noJson) {
            return false; // the body's check says so
        }
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
