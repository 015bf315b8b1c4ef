package dev.sluice.publisher;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Seconds for everything that otherwise takes hours or days; the classes that need it share one application. */
public final class ShortTimes implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "sluice.publisher.sign-up", "approval",
                "sluice.publisher.portal.idle-timeout", "2s",
                "sluice.publisher.portal.session-lifetime", "6s",
                "sluice.publisher.signing.key-age", "2s",
                "sluice.publisher.signing.keep-retired", "6s",
                "sluice.publisher.token.lifetime", "3s",
                "sluice.publisher.session.access-lifetime", "2s",
                "sluice.publisher.session.refresh-lifetime", "5s");
    }

    @Override
    public void stop() {}
}
