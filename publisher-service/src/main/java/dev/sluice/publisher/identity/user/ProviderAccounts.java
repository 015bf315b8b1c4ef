package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of users who sign in with another provider. One is made at the first sign-in, without a password; the provider's
 * subject, not its name, says whose it is, so that no name is ever taken over. Its roles are those of the last sign-in.
 */
@ApplicationScoped
public class ProviderAccounts {
    private final UserRepository repository;

    ProviderAccounts(UserRepository repository) {
        this.repository = repository;
    }

    /**
     * Finds the account of a subject, or makes it.
     *
     * @param subject unique among all providers, at most 600 characters
     * @param name for a new account
     */
    @Transactional
    public ArrivalResult arrive(String subject, String name, Set<Role> roles) {
        Optional<UserEntity> known = repository.ofProvider(subject);
        if (known.isPresent()) {
            return takeIn(known.get(), roles);
        }
        if (!UserName.isGood(name)) {
            return new ArrivalResult.NoName(UserName.SHAPE_IN_WORDS);
        }
        // Of two that create one name at once, the second waits here and then sees the first.
        repository.lockNames();
        Optional<UserEntity> found = repository.named(name);
        if (found.isPresent()) {
            return subject.equals(found.get().providerSubject())
                    ? takeIn(found.get(), roles)
                    : new ArrivalResult.NameTaken();
        }
        UserEntity made = new UserEntity(new UserName(name), null, roles, now());
        made.signsInAs(subject);
        repository.persist(made);
        return new ArrivalResult.Welcome(made.account());
    }

    private static ArrivalResult takeIn(UserEntity user, Set<Role> roles) {
        if (!user.isActive()) {
            return new ArrivalResult.Inactive();
        }
        if (!user.roles().equals(roles)) {
            user.replace(roles, true, now());
        }
        return new ArrivalResult.Welcome(user.account());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
