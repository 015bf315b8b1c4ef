package dev.sluice.publisher.api.document;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An address at which no definition service is: port 9, discard, is not in use here. */
public final class AbsentDefinitionService implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("sluice.publisher.definition.url", "http://127.0.0.1:9");
    }

    @Override
    public void stop() {}
}
