package dev.sluice.publisher.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Who may sign in. */
@ApplicationScoped
public class Users {
    static final String FIRST_ADMIN = "admin";

    private final UserRepository repository;
    private final ProvenPasswords passwords = new ProvenPasswords();
    /** Checked for names that do not exist, so that they take as long as names that do. */
    private final String nobodysHash = PasswordHash.of("nobody");

    Users(UserRepository repository) {
        this.repository = repository;
    }

    /** Whether this user exists with this password. */
    @Transactional
    public boolean knows(BasicCredentials credentials) {
        UserEntity user = repository.findById(credentials.name());
        if (user == null) {
            PasswordHash.matches(credentials.password(), nobodysHash);
            return false;
        }
        return passwords.matches(credentials.password(), user.passwordHash());
    }

    /** Creates the user {@code admin} if there is none; one that is there keeps its password. */
    @Transactional
    public void createFirstAdmin(String password) {
        repository
                .getEntityManager()
                .createNativeQuery("insert into users (name, password_hash, created_at)"
                        + " values (:name, :hash, :now) on conflict (name) do nothing")
                .setParameter("name", FIRST_ADMIN)
                .setParameter("hash", PasswordHash.of(password))
                .setParameter("now", Instant.now())
                .executeUpdate();
    }
}
