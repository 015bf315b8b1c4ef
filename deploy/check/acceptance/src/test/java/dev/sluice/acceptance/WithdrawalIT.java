package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Answer;
import java.time.Duration;
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
