package dev.sluice.publisher.identity.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** {@code sluice.publisher.first-admin.*}: the user {@code admin} of a new installation. */
@ConfigMapping(prefix = "sluice.publisher.first-admin")
public interface FirstAdminConfig {
    /** Needed for the first start; later it may go: a user who exists keeps its password. */
    Optional<String> password();

    /** Returns whether that password may be short or the user's name: for a system that only this machine reaches. */
    @WithDefault("false")
    boolean allowWeakPassword();

    /** Returns whether a browser that is not on this machine is held to change that password first. */
    @WithDefault("true")
    boolean mustChange();
}
