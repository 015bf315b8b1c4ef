package dev.sluice.publisher.identity.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.publisher.sign-in.*}: how soon wrong passwords slow sign-in down. */
@ConfigMapping(prefix = "sluice.publisher.sign-in")
public interface SignInConfig {
    /** Failures of one account without a wait, from addresses that it has not signed in from; at least 1. */
    @WithDefault("5")
    int freeFailuresPerAccount();

    /** Failures from one address without a wait; more where many users share an address. At least 1. */
    @WithDefault("20")
    int freeFailuresPerAddress();
}
