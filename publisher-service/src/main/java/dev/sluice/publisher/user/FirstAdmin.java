package dev.sluice.publisher.user;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Creates the first user at start, if the configuration says so. */
@Singleton
class FirstAdmin {
    void start(@Observes StartupEvent start, FirstAdminConfig config, Users users) {
        config.password().ifPresent(users::createFirstAdmin);
    }
}
