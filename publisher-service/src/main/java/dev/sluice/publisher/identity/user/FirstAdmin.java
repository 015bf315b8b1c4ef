package dev.sluice.publisher.identity.user;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Creates the first user at the first start. No installation has a known password unless its configuration says so. */
@Singleton
class FirstAdmin {
    private static final UserName NAME = new UserName("admin");
    private static final String KEY = "sluice.publisher.first-admin.password";

    void start(@Observes StartupEvent start, FirstAdminConfig config, Users users, PasswordHasher hasher) {
        if (users.areThereAny()) {
            return;
        }
        String password = config.password()
                .orElseThrow(() -> new IllegalStateException("there is no user yet: set " + KEY
                        + ", the password of the first one, '" + NAME.value() + "'"));
        if (!config.allowWeakPassword()) {
            PasswordRule.fault(password, NAME.value()).ifPresent(fault -> {
                throw new IllegalStateException(KEY + " " + fault);
            });
        }
        users.createFirstAdmin(NAME, hasher.hash(password), config.mustChange());
    }
}
