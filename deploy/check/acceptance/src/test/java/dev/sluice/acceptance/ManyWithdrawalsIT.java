package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.client.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ends a right ends a thousand streams of it, on two gateways, within a second of the request. */
@Tag("faults")
class ManyWithdrawalsIT {
    private static final int STREAMS = 1_000;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);
    private final List<Stream> streams = new ArrayList<>();

    private final String largePlan = createPlan(STREAMS * 1_000);
    private final String smallPlan = createPlan(STREAMS / 2);
    private final Portal.Api api = portal.deployedWith("many", system.backend(), this::offerPlans, "/*");
    private final Portal.Application application = portal.application();
    private final String subscription = portal.subscribe(application, api, largePlan);
    private final String token = portal.token(application);

    @AfterEach
    void leave() {
        streams.forEach(Stream::close);
    }

    @Test
    void revocation() throws Exception {
        openAllWithToken();
        assertAllEnd("sluice.auth", "revoked", () -> portal.revoke(application, token));
    }

    @Test
    void revocationOfAnApiKey() throws Exception {
        JsonNode key = portal.apiKey(application, api);
        openAll("ApiKey", key.get("apikey").asText());
        assertAllEnd("sluice.auth", "revoked", () -> portal.revoke(application, key));
    }

    @Test
    void block() throws Exception {
        openAllWithToken();
        assertAllEnd(
                "sluice.auth",
                "subscription",
                () -> portal.change("block-subscription", subscription, "&blockState=BLOCKED"));
    }

    /** Each of them has had an event, so together they have used more than the other plan gives. */
    @Test
    void planChange() throws Exception {
        openAllWithToken();
        assertAllEnd(
                "sluice.quota",
                smallPlan,
                () -> portal.change("change-business-plan", subscription, "&businessPlan=" + smallPlan));
    }

    @Test
    void denyRule() throws Exception {
        openAllWithToken();
        Answer[] rule = new Answer[1];
        assertAllEnd("sluice.auth", "denied", () -> rule[0] = portal.deny("API", api.basePath()));
        Portal.expect(200, portal.allowAgain(rule[0]));
    }

    private String createPlan(int events) {
        String plan = Portal.freshName("plan");
        portal.createPlan(plan, events, "days");
        return plan;
    }

    private void offerPlans(ObjectNode body) {
        body.putArray("policies").add(largePlan).add(smallPlan);
    }

    /** @param word in the data of the stream's last event, as a string */
    private void assertAllEnd(String lastEvent, String word, Supplier<Answer> withdrawal) {
        long asked = System.nanoTime();
        Answer answer = withdrawal.get();
        long answered = System.nanoTime();
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        List<Stream> open = new ArrayList<>(streams);
        while (!open.isEmpty() && System.nanoTime() - asked < SOON.toNanos()) {
            LockSupport.parkNanos(500_000);
            open.removeIf(Stream::hasEnded);
        }
        Duration last = Duration.ofNanos(System.nanoTime() - asked);
        System.out.println("withdrawal: " + word + ", " + STREAMS + " streams on 2 gateways: the last closed after "
                + last.toMillis() + " ms, the answer came after " + (answered - asked) / 1_000_000 + " ms");
        assertThat(open).isEmpty();
        assertThat(last).isLessThanOrEqualTo(A_SECOND);
        for (Stream stream : streams) {
            assertThat(stream.nextOfType(lastEvent, A_SECOND).data()).contains(":\"" + word + "\"");
        }
    }

    private void openAllWithToken() throws InterruptedException, ExecutionException {
        openAll("Authorization", "Bearer " + token);
    }

    /** Half of them at each gateway, each with an event. */
    private void openAll(String header, String credential) throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Stream>> opened = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                URI gateway = system.gateway(1 + i % 2);
                opened.add(
                        clients.submit(() -> Stream.openWith(gateway, api.basePath() + "/memory", header, credential)));
            }
            for (Future<Stream> each : opened) {
                streams.add(each.get());
            }
        }
        for (Stream stream : streams) {
            assertThat(stream.status()).isEqualTo(200);
            stream.nextOfBackend(SOON);
        }
    }
}
