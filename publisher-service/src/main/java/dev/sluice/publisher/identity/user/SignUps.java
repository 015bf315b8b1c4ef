package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts that people have made for themselves, for the developer portal alone. At most {@value #MAX_WAITING} wait for an
 * admin, and there are at most {@value #MAX_ALL}.
 */
@ApplicationScoped
public class SignUps {
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_ALL = 10_000;

    private final UserRepository repository;
    private final OwnedApis apis;

    SignUps(UserRepository repository, OwnedApis apis) {
        this.repository = repository;
        this.apis = apis;
    }

    /** Why a text is no name for a new user; empty = it is one. */
    public static Optional<String> fault(String name) {
        return UserName.isGood(name) ? Optional.empty() : Optional.of(UserName.SHAPE_IN_WORDS);
    }

    /**
     * Makes one.
     *
     * @param name without {@link #fault}
     * @param needsApproval whether an admin has to set it active first
     */
    @Transactional
    public SignUpResult signUp(String name, String passwordHash, boolean needsApproval) {
        repository.lockNames();
        // With the name of a user who was deleted its APIs would be had, too.
        if (repository.named(name).isPresent() || apis.areThereOf(name)) {
            return new SignUpResult.NameTaken();
        }
        if (repository.signedUp() >= MAX_ALL || (needsApproval && repository.signedUpAndInactive() >= MAX_WAITING)) {
            return new SignUpResult.Full();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UserEntity user = new UserEntity(new UserName(name), passwordHash, Set.of(Role.SUBSCRIBER), now);
        user.hasSignedUp();
        user.replace(user.roles(), !needsApproval, now);
        repository.persist(user);
        return needsApproval ? new SignUpResult.Waiting() : new SignUpResult.Open();
    }
}
