package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is taken away is taken away everywhere, from open streams too, and stays so through a restart. */
class WithdrawalIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void undeployDeleteRevokeAndTheEndOfKeysAndSubscriptionsEndOpenStreamsWithinASecondAndHoldThroughARestart() {
        // Given
        Portal.Api undeployed = portal.deployedApi("undeployed", system.backend(), "/*");
        Portal.Api deleted = portal.deployedApi("deleted", system.backend(), "/*");
        Portal.Api kept = portal.deployedApi("kept", system.backend(), "/*");
        Portal.Application application = portal.application();
        portal.subscribe(application, undeployed);
        String ofDeleted = portal.subscribe(application, deleted);
        String subscription = portal.subscribe(application, kept);
        String token = portal.token(application);
        String revoked = portal.token(application);
        Portal.Application keyless = portal.application();
        portal.subscribe(keyless, kept);
        String ofRemovedKeys = portal.token(keyless);

        // Then
        assertEnds(undeployed, token, () -> portal.undeploy(undeployed), "sluice.end", "undeployed");
        assertEnds(deleted, token, () -> portal.unsubscribe(ofDeleted), "sluice.auth", "subscription");
        assertThat(portal.undeploy(deleted).status()).isBetween(200, 299);
        assertThat(portal.deleteApi(deleted).status()).isEqualTo(200);
        assertEnds(kept, revoked, () -> portal.revoke(application, revoked), "sluice.auth", "revoked");
        assertEnds(kept, ofRemovedKeys, () -> portal.removeKeys(keyless), "sluice.auth", "revoked");
        assertEnds(kept, token, () -> portal.unsubscribe(subscription), "sluice.auth", "subscription");
        assertAllGone(undeployed, deleted, kept, token, revoked);
        assertStatus(1, kept, ofRemovedKeys, 401);
        assertStatus(2, kept, ofRemovedKeys, 401);

        // When
        system.kill("gateway-1");
        system.kill("gateway-2");
        for (String node : new String[] {"gateway-1", "gateway-2"}) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> system.state(node).equals("ready"));
        }

        // Then
        assertAllGone(undeployed, deleted, kept, token, revoked);
        assertStatus(1, kept, ofRemovedKeys, 401);
        assertStatus(2, kept, ofRemovedKeys, 401);
    }

    @Test
    void anOwnerWhoLeavesEndsTheStreamsOfItsApplicationsAndOneWhoIsBackMayOpenThem() {
        Portal.Api api = portal.deployedApi("owned", system.backend(), "/*");
        Portal.Application application = portal.application();
        portal.subscribe(application, api);
        Portal.User owner = portal.developer();
        Portal.expect(200, portal.changeOwner(application, owner));
        String token = portal.token(application);

        assertEnds(api, token, () -> portal.setActive(owner, false), "sluice.auth", "revoked");
        assertStatus(1, api, token, 401);
        assertStatus(2, api, token, 401);
        assertThat(portal.tokenAnswer(application).status()).isEqualTo(400);

        assertThat(Portal.propagated(portal.setActive(owner, true))).isEqualTo("true");
        assertStatus(1, api, token, 200);
        assertStatus(2, api, portal.token(application), 200);
    }

    @Test
    void aClientThatABlockOrADenyRuleShutOutGoesOnWhereItWasWhenItIsLetInAgain() {
        Portal.Api api = portal.deployedApi("shut", system.backend(), "/prices/{symbol}");
        Portal.Application application = portal.application();
        String subscription = portal.subscribe(application, api);
        String token = portal.token(application);
        String path = api.basePath() + "/prices/" + Portal.freshName("SHUT");
        // Without it the channel would be left meanwhile, which is a gap.
        try (Stream other = Stream.open(system.gateway(1), path, portal.subscribedToken(api))) {
            other.nextOfBackend(SOON);
            List<Long> numbers = new ArrayList<>();
            String last = readUntil(
                    path,
                    token,
                    null,
                    numbers,
                    "subscription",
                    () -> portal.change("block-subscription", subscription, "&blockState=BLOCKED"));
            assertRefused(path, token, last, 401, "900907");
            Portal.expect(200, portal.change("unblock-subscription", subscription, ""));

            Answer[] rule = new Answer[1];
            last = readUntil(path, token, last, numbers, "denied", () -> rule[0] = portal.deny("API", api.basePath()));
            assertRefused(path, token, last, 429, "900805");
            Portal.expect(200, portal.allowAgain(rule[0]));

            try (Stream again = Stream.open(system.gateway(1), path, token, last)) {
                numbers.add(Judgement.number(again.nextOfBackend(SOON).data()));
            }
            Judgement.assertContiguous(numbers, "what the client has got");
        }
    }

    /** Returns the last id. */
    private String readUntil(
            String path,
            String token,
            @Nullable String from,
            List<Long> numbers,
            String reason,
            Withdrawal withdrawal) {
        try (Stream stream = Stream.open(system.gateway(2), path, token, from)) {
            Stream.Event next = stream.nextOfBackend(SOON);
            numbers.add(Judgement.number(next.data()));
            String last = next.id();
            assertThat(withdrawal.send().status()).isBetween(200, 299);
            for (next = stream.next(SOON); !next.type().equals("sluice.auth"); next = stream.next(SOON)) {
                if (!next.isControl()) {
                    numbers.add(Judgement.number(next.data()));
                    last = next.id();
                }
            }
            assertThat(next.data()).isEqualTo("{\"reason\":\"" + reason + "\"}");
            stream.awaitEnd(A_SECOND);
            return last;
        }
    }

    private void assertRefused(String path, String token, String from, int status, String code) {
        for (int node = 1; node <= 2; node++) {
            try (Stream refused = Stream.open(system.gateway(node), path, token, from)) {
                assertThat(refused.status()).as("gateway %d", node).isEqualTo(status);
                assertThat(Rest.json(refused.body()).get("code").asText()).isEqualTo(code);
            }
        }
    }

    private interface Withdrawal {
        Answer send();
    }

    private void assertEnds(Portal.Api api, String token, Withdrawal withdrawal, String type, String reason) {
        try (Stream first = Stream.open(system.gateway(1), api.basePath() + "/memory", token);
                Stream second = Stream.open(system.gateway(2), api.basePath() + "/memory", token)) {
            first.nextOfBackend(SOON);
            second.nextOfBackend(SOON);
            Answer answer = withdrawal.send();
            assertThat(answer.status()).isBetween(200, 299);
            for (Stream stream : new Stream[] {first, second}) {
                Stream.Event end = stream.nextOfType(type, A_SECOND);
                assertThat(end.data()).contains("\"reason\":\"" + reason + "\"");
                stream.awaitEnd(A_SECOND);
            }
        }
    }

    private void assertAllGone(
            Portal.Api undeployed, Portal.Api deleted, Portal.Api kept, String token, String revoked) {
        for (int node = 1; node <= 2; node++) {
            assertStatus(node, undeployed, token, 404);
            assertStatus(node, deleted, token, 404);
            assertStatus(node, kept, token, 403);
            assertStatus(node, kept, revoked, 401);
        }
    }

    private void assertStatus(int node, Portal.Api api, String token, int status) {
        try (Stream stream = Stream.open(system.gateway(node), api.basePath() + "/memory", token)) {
            assertThat(stream.status()).as("%s on gateway %d", api.name(), node).isEqualTo(status);
        }
    }
}
