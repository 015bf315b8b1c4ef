package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
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

    @Test
    void theDocumentsOfAnApiMakeTheSameApiAgain() {
        // Given
        Portal.Api api = portal.deployedApi("made", URI.create("http://localhost:9"), "/*", "/prices/{symbol}");

        for (String version : new String[] {"2.6.0", "3.0.0"}) {
            // When
            Rest.Answer made = portal.document(api.id(), "?version=" + version);
            String name = Portal.freshName("again");
            JsonNode again = Portal.expect(
                    201, portal.importApi(made.text(), "{\"name\":\"" + name + "\",\"context\":\"/" + name + "\"}"));

            // Then
            assertThat(made.body().path("asyncapi").asText()).isEqualTo(version);
            assertThat(again.path("operations").findValuesAsText("target")).containsExactly("/*", "/prices/{symbol}");
        }
    }

    @Test
    void aWrongDocumentIsRefusedWithItsLine() {
        Rest.Answer refused = portal.importApi("asyncapi: 3.0.0\ninfo:\n  title: a\n", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("'version' is missing (line 2, column 1)");
    }
}
