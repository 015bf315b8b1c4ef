package dev.sluice.publisher.api.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.definition.ImportedApi;
import dev.sluice.publisher.api.body.ApiBody;
import dev.sluice.publisher.api.version.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What an API has beside what AsyncAPI can say: {@code x-sluice-api} of the documents for creators, with the fields of the
 * REST API's body. No backend and no secret is among them.
 */
@ApplicationScoped
class ApiExtensions {
    private static final List<String> FIELDS = List.of(
            "displayName",
            "isDefaultVersion",
            "transport",
            "policies",
            "authorizationHeader",
            "apiKeyHeader",
            "securityScheme",
            "visibility",
            "visibleRoles",
            "accessControl",
            "accessControlRoles",
            "additionalProperties",
            "businessInformation",
            "corsConfiguration",
            "advertiseInfo",
            "scopes",
            "operations",
            "streaming");
    /** What clients see or feel; with another business plan, the document still says what the API is. */
    private static final List<String> OF_STREAMS = List.of("scopes", "operations", "streaming", "businessInformation");

    private final ObjectMapper json;

    ApiExtensions(ObjectMapper json) {
        this.json = json;
    }

    /** As a document for its creators has it. */
    Object of(ApiEntity api) {
        return plain(fields(api).retain(FIELDS));
    }

    /** The part of it with which a document that says something else is outdated. */
    Object ofStreams(ApiEntity api) {
        return plain(fields(api).retain(OF_STREAMS));
    }

    /** The fields of a body that a document has; none when Sluice did not make it. */
    ObjectNode read(ImportedApi read) {
        return json.valueToTree(read.extension()) instanceof ObjectNode fields
                ? fields.retain(FIELDS)
                : json.createObjectNode();
    }

    private ObjectNode fields(ApiEntity api) {
        return json.valueToTree(ApiBody.of(api));
    }

    private Object plain(ObjectNode fields) {
        return json.convertValue(fields, Object.class);
    }
}
