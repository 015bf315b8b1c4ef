package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import dev.sluice.publisher.web.problem.ScimError;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does with users. One active admin always stays. Passwords come hashed, so that no transaction waits for
 * a hash.
 */
@ApplicationScoped
public class UserAdministration {
    private final UserRepository repository;
    private final Event<CredentialChange> credentialsChanged;
    private final OwnedApplications applications;

    UserAdministration(
            UserRepository repository, Event<CredentialChange> credentialsChanged, OwnedApplications applications) {
        this.repository = repository;
        this.credentialsChanged = credentialsChanged;
        this.applications = applications;
    }

    @Transactional
    public Optional<ScimUser> find(UUID id) {
        return repository.byId(id).map(ScimUser::of);
    }

    @Transactional
    public Optional<ScimUser> named(String name) {
        return repository.named(name).map(ScimUser::of);
    }

    /** @param asked counted from 0 */
    @Transactional
    public ScimList list(PageRequest asked) {
        List<ScimUser> page = repository.page(asked.offset(), asked.limit()).stream()
                .map(ScimUser::of)
                .toList();
        return ScimList.of(page, asked.offset() + 1, repository.count());
    }

    /** @param body without faults */
    @Transactional
    public UserChange create(UserRequest body, String passwordHash) {
        // Of two that create one name at once, the second waits here and then sees the first.
        repository.lockNames();
        if (repository.named(body.userName()).isPresent()) {
            return new UserChange.Refused(ScimError.UNIQUENESS, "There is a user '" + body.userName() + "' already.");
        }
        UserEntity user = new UserEntity(new UserName(body.userName()), passwordHash, body.roles(), now());
        user.replace(body.roles(), body.active(), now());
        repository.persist(user);
        return new UserChange.Done(ScimUser.of(user));
    }

    /** @param passwordHash {@code null} = the password stays */
    @Transactional
    public UserChange replace(UUID id, UserRequest body, @Nullable String passwordHash) {
        List<UserEntity> admins = repository.lockAdmins();
        Optional<UserEntity> found = repository.byId(id);
        if (found.isEmpty()) {
            return unknown(id);
        }
        UserEntity user = found.get();
        if (!user.name().equalsIgnoreCase(body.userName())) {
            return new UserChange.Refused(ScimError.MUTABILITY, "userName: cannot be changed");
        }
        boolean staysAdmin = body.active() && body.roles().contains(Role.ADMIN);
        if (isLast(user, admins) && !staysAdmin) {
            return lastAdmin();
        }
        applications.lock(user.name());
        repository.getEntityManager().refresh(user);
        // Said again of the inactive: an older publisher did not write it into the records of what they own.
        boolean isForGateways = user.isActive() != body.active() || !body.active();
        user.replace(body.roles(), body.active(), now());
        if (passwordHash != null) {
            user.setPasswordHash(passwordHash, now());
        }
        if (passwordHash != null || !user.isActive()) {
            credentialsChanged.fire(new CredentialChange(user.name()));
        }
        ScimUser changed = ScimUser.of(user);
        return new UserChange.Done(
                changed, isForGateways ? applications.ownerChanged(user.name(), user.isActive()) : List.of());
    }

    /** Locks a user who is to be removed, and with it what it owns, or says why it may not be. */
    @Transactional(Transactional.TxType.MANDATORY)
    public UserChange lockToRemove(UUID id) {
        List<UserEntity> admins = repository.lockAdmins();
        Optional<UserEntity> found = repository.byId(id);
        if (found.isEmpty()) {
            return unknown(id);
        }
        UserEntity user = found.get();
        if (isLast(user, admins)) {
            return lastAdmin();
        }
        // An application that is being created holds this lock, too.
        repository.getEntityManager().lock(user, LockModeType.PESSIMISTIC_WRITE);
        return new UserChange.Done(ScimUser.of(user));
    }

    /** Removes a user who is locked and owns nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void remove(UUID id) {
        repository.byId(id).ifPresent(repository::delete);
    }

    /**
     * The user's own change: of exactly this name.
     *
     * @param keptSession the hash of the cookie of the session that makes it; {@code null} = none does
     */
    @Transactional
    public void setPassword(String name, String passwordHash, @Nullable String keptSession) {
        repository.lock(name).ifPresent(user -> {
            if (keptSession != null) {
                repository.keepSession(keptSession);
            }
            user.setPasswordHash(passwordHash, now());
            credentialsChanged.fire(new CredentialChange(name, keptSession));
        });
    }

    /** Returns whether there is no active admin but this one. */
    static boolean isLast(UserEntity user, List<UserEntity> lockedAdmins) {
        // What was found before the lock was had may be no admin any more; entities are read after it.
        List<UserEntity> admins =
                lockedAdmins.stream().filter(UserEntity::isActiveAdmin).toList();
        return admins.size() == 1 && admins.getFirst().name().equals(user.name());
    }

    private static UserChange unknown(UUID id) {
        return new UserChange.Refused(ScimError.NOT_FOUND, "There is no user " + id + '.');
    }

    private static UserChange lastAdmin() {
        return new UserChange.Refused(ScimError.IN_USE, "The last active admin has to stay one.");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
