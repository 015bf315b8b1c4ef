package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Accounts of users who sign in with another provider. One is made at the first sign-in, without a password; the provider's
 * subject, not its name, says whose it is, so that no name is ever taken over, and no API of a user who was deleted. Its roles
 * are those of the last sign-in; only the last active admin stays one.
 */
@ApplicationScoped
public class ProviderAccounts {
    private static final Logger LOG = Logger.getLogger(ProviderAccounts.class);

    private final UserRepository repository;
    private final OwnedApis apis;

    ProviderAccounts(UserRepository repository, OwnedApis apis) {
        this.repository = repository;
        this.apis = apis;
    }

    /**
     * Finds the account of a subject, or makes it.
     *
     * @param subject unique among all providers, at most 600 characters
     * @param name for a new account
     */
    @Transactional
    public ArrivalResult arrive(String subject, String name, Set<Role> roles) {
        // Before the user's own row: in the order of every other change.
        List<UserEntity> admins = roles.contains(Role.ADMIN) ? List.of() : repository.lockAdmins();
        Optional<UserEntity> known = repository.lockOfProvider(subject);
        if (known.isPresent()) {
            return takeIn(known.get(), roles, admins);
        }
        if (!UserName.isGood(name)) {
            return new ArrivalResult.NoName(UserName.SHAPE_IN_WORDS);
        }
        // Of two that create one name at once, the second waits here and then sees the first.
        repository.lockNames();
        Optional<UserEntity> found = repository.named(name);
        if (found.isPresent()) {
            return subject.equals(found.get().providerSubject())
                    ? takeIn(found.get(), roles, admins)
                    : new ArrivalResult.NameTaken();
        }
        if (apis.areThereOf(name)) {
            return new ArrivalResult.NameTaken();
        }
        UserEntity made = new UserEntity(new UserName(name), null, roles, now());
        made.signsInAs(subject);
        repository.persist(made);
        return new ArrivalResult.Welcome(made.account());
    }

    /** @param admins locked, if the user may lose its role */
    private static ArrivalResult takeIn(UserEntity user, Set<Role> roles, List<UserEntity> admins) {
        if (!user.isActive()) {
            return new ArrivalResult.Inactive();
        }
        Set<Role> kept = EnumSet.noneOf(Role.class);
        kept.addAll(roles);
        if (UserAdministration.isLast(user, admins) && kept.add(Role.ADMIN)) {
            LOG.warnf(
                    "the last active admin stays one, although its sign-in provider says otherwise, user=%s",
                    user.name());
        }
        if (!user.roles().equals(kept)) {
            user.replace(kept, true, now());
        }
        return new ArrivalResult.Welcome(user.account());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
