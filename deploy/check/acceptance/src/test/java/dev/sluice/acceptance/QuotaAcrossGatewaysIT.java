package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Authorization;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A limit holds for all gateways together. */
class QuotaAcrossGatewaysIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final int CLIENTS = 300;
    private static final int QUOTA = 10_000;
    /** Of three gateways, two for each other one. */
    private static final int MOST_ABOVE = 4;

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @AfterEach
    void awaitReady() {
        await().atMost(SOON).until(() -> system.state("gateway-1").equals("ready"));
    }

    @Test
    void twoGatewaysTogetherGiveWhatThePlanAllows() {
        // Given
        int quota = 20;
        QuotaTarget target = target(quota, "days");

        // When
        try (QuotaClients clients = new QuotaClients(gateways(), 4, target.path(20), target.token())) {
            clients.awaitSilence(Duration.ofMillis(1500), SOON);

            // Then
            assertThat(clients.received()).isBetween((long) quota, quota + 2L);
            await().atMost(SOON).until(() -> clients.toldOfQuota() == 4 && clients.refused() >= 4);
            assertThat(clients.surprises()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void threeGatewaysAndThreeHundredClientsAlsoWithinTheNextMinute() throws Exception {
        try (ServiceProcess third = third()) {
            // Given
            QuotaTarget target = target(QUOTA, "min");
            List<URI> gateways = List.of(system.gateway(1), system.gateway(2), dataPlane(third));
            awaitServed(gateways, target);
            awaitSecondOfMinute(25);

            // When
            try (QuotaClients clients = new QuotaClients(gateways, CLIENTS, target.path(5), target.token())) {
                clients.awaitSilence(SILENCE, SOON);

                // Then
                long first = clients.received();
                System.out.println("quota: first window " + first);
                assertThat(first).isBetween((long) QUOTA, (long) QUOTA + MOST_ABOVE);
                awaitSecondOfMinute(0);
                await("the next window").atMost(SOON).until(() -> clients.received() > first);
                clients.awaitSilence(SILENCE, SOON);
                long second = clients.received() - first;
                System.out.println("quota: second window, with all that was missed " + second);
                assertThat(second).isBetween((long) QUOTA, (long) QUOTA + MOST_ABOVE);
                assertThat(clients.surprises()).isEmpty();
            }
        }
    }

    @Test
    @Tag("faults")
    void aGatewayThatIsKilledAndComesBackWithinTheWindowGivesNothingTwice() throws Exception {
        try (ServiceProcess third = third()) {
            // Given
            int perSecond = 200;
            QuotaTarget target = target(QUOTA, "min");
            List<URI> gateways = List.of(system.gateway(1), system.gateway(2), dataPlane(third));
            awaitServed(gateways, target);
            awaitSecondOfMinute(1);

            // When
            try (QuotaClients clients =
                    new QuotaClients(gateways, CLIENTS, target.path(perSecond / 100), target.token())) {
                await().atMost(SOON).until(() -> clients.received() > QUOTA / 4);
                long pid = system.pid("gateway-1").orElseThrow();
                system.kill("gateway-1");
                await().atMost(SOON)
                        .until(() -> system.pid("gateway-1")
                                .filter(other -> other != pid)
                                .isPresent());
                clients.awaitSilence(SILENCE, Duration.ofSeconds(50));

                // Then
                long received = clients.received();
                System.out.println("quota: with a killed gateway " + received);
                // What it had sent and not reported, in 0.25 s, and what was in its sockets.
                assertThat(received).isBetween((long) QUOTA - perSecond, (long) QUOTA + MOST_ABOVE + perSecond);
                assertThat(clients.refused()).isPositive();
                assertThat(clients.surprises()).isEmpty();
            }
        }
    }

    private record QuotaTarget(String basePath, String symbol, String token) {
        String path(int rate) {
            return basePath + "/prices/" + symbol + "?rate=" + rate;
        }
    }

    private QuotaTarget target(int quota, String unit) {
        String plan = Portal.freshName("plan");
        portal.createPlan(plan, quota, unit);
        Portal.Api api = portal.deployedWith(
                "quota", system.backend(), body -> body.putArray("policies").add(plan), "/prices/{symbol}");
        Portal.Application application = portal.application();
        portal.subscribe(application, api, plan);
        return new QuotaTarget(api.basePath(), Portal.freshName("QTA"), portal.token(application));
    }

    private List<URI> gateways() {
        return List.of(system.gateway(1), system.gateway(2));
    }

    private ServiceProcess third() throws Exception {
        return ServiceProcess.start(
                "gateway-service", "gateway-3", system.bootstrapServers(), "sluice", Map.of(), Map.of());
    }

    private static URI dataPlane(ServiceProcess gateway) {
        return URI.create("http://localhost:" + gateway.dataPlane());
    }

    /** A preflight takes nothing of a quota. */
    private static void awaitServed(List<URI> gateways, QuotaTarget target) {
        for (URI gateway : gateways) {
            URI wrong = gateway.resolve(target.path(1) + "&since=never");
            await(gateway + " knows the API and the token")
                    .atMost(SOON)
                    .until(() -> Rest.send("GET", wrong, Authorization.bearer(target.token()), null)
                                    .status()
                            == 400);
        }
    }

    private static void awaitSecondOfMinute(int second) {
        Instant now = Instant.now();
        Instant wanted = now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(second);
        if (wanted.isBefore(now)) {
            wanted = wanted.plusSeconds(60);
        }
        LockSupport.parkNanos(Duration.between(now, wanted).toNanos());
    }
}
