package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may sign in. */
@ApplicationScoped
public class Users {
    private final UserRepository repository;

    Users(UserRepository repository) {
        this.repository = repository;
    }

    /** The user of exactly this name; empty when there is none, or it may not sign in. */
    @Transactional
    public Optional<Account> active(String name) {
        return repository.findByIdOptional(name).filter(UserEntity::isActive).map(UserEntity::account);
    }

    /** The names of the roles of the user of exactly this name; none when it may not sign in. */
    @Transactional
    public Set<String> rolesOf(String name) {
        return active(name).stream()
                .flatMap(account -> account.roles().stream())
                .map(Role::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The user of this name, ignoring case. */
    @Transactional
    public Optional<StoredUser> stored(String name) {
        return repository.named(name).map(user -> new StoredUser(user.account(), user.passwordHash(), user.isActive()));
    }

    @Transactional
    boolean areThereAny() {
        return repository.count() > 0;
    }

    /** Creates this admin if there is no user of the name; one that is there stays as it is. */
    @Transactional
    void createFirstAdmin(UserName name, String passwordHash, boolean mustChange) {
        int made = repository
                .getEntityManager()
                .createNativeQuery("insert into users (name, password_hash, created_at, initial_password)"
                        + " values (:name, :hash, :now, :initial) on conflict do nothing")
                .setParameter("initial", mustChange)
                .setParameter("name", name.value())
                .setParameter("hash", passwordHash)
                .setParameter("now", Instant.now())
                .executeUpdate();
        if (made > 0) {
            repository
                    .getEntityManager()
                    .createNativeQuery("insert into user_role (user_name, role) values (:name, :role)")
                    .setParameter("name", name.value())
                    .setParameter("role", Role.ADMIN.name())
                    .executeUpdate();
        }
    }
}
