package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.Answer;
import dev.sluice.client.Authorization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stream tickets on two gateways that share nothing but the key file. */
class TicketIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void aTicketOfOneGatewayOpensAndResumesOnTheOtherAndEndsWithItsToken() {
        // Given
        String symbol = Portal.freshName("TKT");
        Portal.Api api = portal.deployedApi("ticket", system.backend(), "/prices/{symbol}");
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        String token = portal.token(application);
        JsonNode ticket = ticket(api.basePath() + "/prices/" + symbol + "?rate=50", token);
        String url = ticket.get("url").asText();

        // When
        Stream.Event last;
        try (Stream first = Stream.open(system.gateway(2), url, null)) {
            last = first.nextOfBackend(SOON);
        }
        try (Stream resumed = Stream.open(system.gateway(1), url, null, last.id());
                Stream other = Stream.open(system.gateway(2), url, null, last.id())) {
            Stream.Event next = resumed.nextOfBackend(SOON);
            other.nextOfBackend(SOON);

            // Then
            assertThat(Judgement.number(next.data())).isEqualTo(Judgement.number(last.data()) + 1);
            assertThat(portal.revoke(application, token).status()).isEqualTo(200);
            for (Stream stream : List.of(resumed, other)) {
                assertThat(stream.nextOfType("sluice.auth", A_SECOND).data()).contains("revoked");
                stream.awaitEnd(A_SECOND);
            }
        }
        try (Stream refused = Stream.open(system.gateway(1), url, null, last.id())) {
            assertThat(refused.status()).isEqualTo(401);
        }
        assertInNoLog(ticket.get("ticket").asText());
        assertInNoLog(token);
    }

    @Test
    void anApiKeyOpensStreamsAndTicketsOfItsApiUntilItIsRevokedOnAllGateways()
            throws IOException, InterruptedException {
        // Given
        Portal.Api api = portal.deployedApi("apiKey", system.backend(), "/prices/{symbol}");
        Portal.Api other = portal.deployedApi("otherKey", system.backend(), "/*");
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        portal.subscribe(application, other);
        JsonNode made = portal.apiKey(application, api);
        String key = made.get("apikey").asText();
        String path = api.basePath() + "/prices/" + Portal.freshName("KEY") + "?rate=50";
        String url = ticketByKey(path, key);

        try (Stream one = Stream.openWith(system.gateway(1), path, "ApiKey", key);
                Stream two = Stream.openWith(system.gateway(2), path, "ApiKey", key);
                Stream page = Stream.openWith(system.gateway(2), url, "User-Agent", BROWSER);
                Stream elsewhere = Stream.openWith(system.gateway(1), other.basePath() + "/memory", "ApiKey", key)) {
            for (Stream stream : List.of(one, two, page)) {
                stream.nextOfBackend(SOON);
            }
            assertThat(elsewhere.status()).isEqualTo(403);

            // When
            assertThat(portal.revoke(application, made).status()).isEqualTo(200);

            // Then
            for (Stream stream : List.of(one, two, page)) {
                assertThat(stream.nextOfType("sluice.auth", A_SECOND).data()).contains("revoked");
                stream.awaitEnd(A_SECOND);
            }
        }
        try (Stream refused = Stream.openWith(system.gateway(2), path, "ApiKey", key);
                Stream stale = Stream.openWith(system.gateway(1), url, "User-Agent", BROWSER)) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(stale.status()).isEqualTo(401);
        }
        assertInNoLog(key);
    }

    /** As a page of the gateway's own origin asks for it. */
    private String ticketByKey(String path, String key) throws IOException, InterruptedException {
        String body = Rest.JSON.createObjectNode().put("path", path).toString();
        HttpRequest request = HttpRequest.newBuilder(system.gateway(1).resolve("/sluice/tickets"))
                .header("ApiKey", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = Rest.HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Rest.json(answer.body()).get("url").asText();
    }

    @Test
    void whoMayNotSubscribeGetsNoTicket() {
        Portal.Api api = portal.deployedApi("noTicket", system.backend(), "/*");
        Portal.Api other = portal.deployedApi("subscribed", system.backend(), "/*");
        String token = portal.subscribedToken(other);

        assertThat(ask(api.basePath() + "/memory", null).status()).isEqualTo(401);
        assertThat(ask(api.basePath() + "/memory", Authorization.bearer(token)).status())
                .isEqualTo(403);
        assertThat(ask("/no/such/api", Authorization.bearer(token)).status()).isEqualTo(404);
    }

    private JsonNode ticket(String path, String token) {
        return Portal.expect(200, ask(path, Authorization.bearer(token)));
    }

    private Answer ask(String path, @Nullable Authorization authorization) {
        String body = Rest.JSON.createObjectNode().put("path", path).toString();
        return Rest.send("POST", system.gateway(1).resolve("/sluice/tickets"), authorization, body);
    }

    private void assertInNoLog(String secret) {
        try (var logs = Files.walk(system.data().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                        .as(log.toString())
                        .doesNotContain(secret);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
