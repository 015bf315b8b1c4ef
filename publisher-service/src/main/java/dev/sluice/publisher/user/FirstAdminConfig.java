package dev.sluice.publisher.user;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code sluice.publisher.first-admin.*}: the user {@code admin} of a new installation. */
@ConfigMapping(prefix = "sluice.publisher.first-admin")
public interface FirstAdminConfig {
    /** None: no user is created. An admin that exists keeps its password. */
    Optional<String> password();
}
