package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.client.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AsyncAPI documents, with the services that make and read them. */
class DocumentsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    private String document(String name) {
        return """
                asyncapi: 3.0.0 # as WSO2 writes them: unescaped references, receive
                info:
                  title: %s
                  version: 1.0.0
                servers:
                  production:
                    host: localhost:%d
                    protocol: http
                channels:
                  prices/{symbol}:
                    address: /prices/{symbol}
                    parameters:
                      symbol: {}
                    messages:
                      price:
                        payload: {type: object}
                operations:
                  receive_/prices/{symbol}:
                    action: receive
                    channel:
                      $ref: '#/channels/prices/{symbol}'
                """.formatted(name, system.backend().getPort());
    }

    private Portal.Api imported(String stem) {
        String name = Portal.freshName(stem);
        JsonNode created = Portal.expect(201, portal.importApi(document(name), "{\"context\":\"/" + name + "\"}"));
        return new Portal.Api(created.get("id").asText(), name, "/" + name + "/1.0.0", "");
    }

    @Test
    void anApiOfADocumentStreams() {
        // Given
        Portal.Api api = imported("document");
        portal.deploy(api.id(), portal.revision(api.id()));
        Portal.expect(200, portal.move(api, "Publish"));

        // When
        try (Stream stream =
                Stream.open(system.gateway(1), api.basePath() + "/prices/acme", portal.subscribedToken(api))) {
            // Then
            assertThat(stream.nextOfBackend(SOON).data()).isNotEmpty();
        }
        assertThat(portal.document(api.id(), "").text()).isEqualTo(document(api.name()));
    }

    /** What a creator can decide, and no default. */
    private static void settings(ObjectNode api) {
        try {
            api.setAll((ObjectNode) Rest.JSON.readTree("""
                    {"description": "Prices", "displayName": "All prices", "tags": ["stocks", "live"],
                     "transport": ["https"], "securityScheme": ["oauth2"],
                     "authorizationHeader": "X-Token", "apiKeyHeader": "X-Key", "policies": ["AsyncGold"],
                     "visibility": "PRIVATE", "additionalProperties": [{"name": "team", "value": "a", "display": true}],
                     "businessInformation": {"businessOwner": "Ann", "businessOwnerEmail": "ann@example.com",
                                             "technicalOwner": "Bob", "technicalOwnerEmail": "bob@example.com"},
                     "corsConfiguration": {"corsConfigurationEnabled": true, "accessControlAllowCredentials": false,
                                           "accessControlAllowOrigins": ["https://example.com"]},
                     "scopes": [{"shared": false, "scope": {"name": "prices:read", "displayName": "Read",
                                 "description": "Read prices", "bindings": ["admin"]}}],
                     "streaming": {"eventPartitions": 2, "retentionMs": 600000, "heartbeatMs": 7000, "retryMs": 900,
                                   "maxAgeMs": 5000000, "maxEventBytes": 4096, "sameStream": true},
                     "operations": [
                       {"target": "/*", "verb": "SUBSCRIBE", "authType": "None"},
                       {"target": "/prices/{symbol}", "verb": "SUBSCRIBE", "uriMapping": "/v2/{symbol}",
                        "scopes": ["prices:read"], "description": "One symbol's",
                        "payloadSchema": "{\\"type\\":\\"object\\",\\"properties\\":{\\"p\\":{\\"minimum\\":1.50}}}",
                        "streaming": {"resume": "ids", "slowClient": "gap", "onGap": "latest",
                                      "controlEvents": false}}]}
                    """));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode withoutItsName(String apiId) {
        ObjectNode api = (ObjectNode) portal.api(apiId);
        return api.remove(List.of(
                "id", "name", "context", "lifeCycleStatus", "createdTime", "lastUpdatedTime", "lastUpdatedTimestamp"));
    }

    @Test
    void theDocumentsOfAnApiMakeTheSameApiAgain() {
        // Given
        Portal.Api api = portal.draft("made", URI.create("http://localhost:9/hidden"), DocumentsIT::settings, "/*");
        String endpoint = ",\"endpointConfig\":" + portal.api(api.id()).get("endpointConfig");

        for (String version : List.of("2.6.0", "3.0.0")) {
            for (String format : List.of("json", "yaml")) {
                // When
                String made = portal.document(api.id(), "?version=" + version + "&format=" + format)
                        .text();
                String name = Portal.freshName("again");
                JsonNode again = Portal.expect(
                        201,
                        portal.importApi(
                                made, "{\"name\":\"" + name + "\",\"context\":\"/" + name + "\"" + endpoint + "}"));

                // Then
                assertThat(made).contains(version).doesNotContain("hidden");
                assertThat(withoutItsName(again.get("id").asText()))
                        .as("%s", made)
                        .isEqualTo(withoutItsName(api.id()));
            }
        }
    }

    @Test
    void aWrongDocumentIsRefusedWithItsLine() {
        Answer refused = portal.importApi("asyncapi: 3.0.0\ninfo:\n  title: a\n", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("'version' is missing (line 2, column 1)");
    }
}
