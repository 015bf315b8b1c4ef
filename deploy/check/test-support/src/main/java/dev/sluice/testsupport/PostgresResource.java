package dev.sluice.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test of the publisher a new, empty database. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestDatabase database = PostgresServer.freshDatabase();
        return Map.of(
                "sluice.publisher.database.url", database.jdbcUrl(),
                "sluice.publisher.database.username", database.username(),
                "sluice.publisher.database.password", database.password());
    }

    /** The server stays for the test classes that follow. */
    @Override
    public void stop() {}
}
