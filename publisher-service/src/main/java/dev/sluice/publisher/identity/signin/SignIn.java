package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.identity.user.PasswordHash;
import dev.sluice.publisher.identity.user.PasswordHasher;
import dev.sluice.publisher.identity.user.PasswordRule;
import dev.sluice.publisher.identity.user.ProvenPasswords;
import dev.sluice.publisher.identity.user.StoredUser;
import dev.sluice.publisher.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by name and password. An unknown name takes as long as a known one. Blocks; holds no database connection while
 * it hashes or waits. Of one account, no more than a few passwords are looked at before {@link SignInGuard} slows it down:
 * the guard is asked again under the few places of {@link PasswordHasher}.
 */
@ApplicationScoped
public class SignIn {
    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Users users;
    private final SignInGuard guard;
    private final PasswordHasher hasher;
    private final ProvenPasswords proven = new ProvenPasswords();
    /** Checked for names that do not exist. */
    private final String decoyHash;

    SignIn(Users users, SignInGuard guard, PasswordHasher hasher) {
        this.users = users;
        this.guard = guard;
        this.hasher = hasher;
        this.decoyHash = hasher.hash("nobody");
    }

    /** @param address of the remote end, an IP address */
    public SignInResult attempt(BasicCredentials credentials, String address) {
        Attempt attempt = new Attempt(credentials.name(), address);
        SignInGuard.View view = guard.look(attempt);
        if (view.mustWait()) {
            return new SignInResult.TooMany(view.delay());
        }
        StoredUser user = users.stored(credentials.name()).orElse(null);
        String hash = user == null ? null : user.passwordHash();
        if (user != null && hash != null && proven.holds(credentials.password(), hash)) {
            return right(user, attempt, view);
        }
        return hasher.withPlace(() -> slowly(credentials.password(), user, attempt))
                .orElseGet(() -> new SignInResult.TooMany(BUSY));
    }

    private SignInResult slowly(String password, @Nullable StoredUser user, Attempt attempt) {
        SignInGuard.View view = guard.look(attempt);
        if (view.mustWait()) {
            return new SignInResult.TooMany(view.delay());
        }
        if (password.length() > PasswordRule.MAX_LENGTH) {
            return wrong(attempt, user);
        }
        String hash = user == null ? null : user.passwordHash();
        if (user == null || hash == null) {
            PasswordHash.matches(password, decoyHash);
            return wrong(attempt, user);
        }
        // Another request may have proven it while this one waited for its place: then it costs nothing.
        return proven.matches(password, hash) ? right(user, attempt, view) : wrong(attempt, user);
    }

    private SignInResult right(StoredUser user, Attempt attempt, SignInGuard.View view) {
        if (!user.active()) {
            return wrong(attempt, user);
        }
        guard.succeeded(attempt, view);
        return new SignInResult.Good(user.account());
    }

    private SignInResult wrong(Attempt attempt, @Nullable StoredUser user) {
        LOG.debugf("sign-in failed, address=%s", attempt.address());
        // A name that is none may be a password in the wrong field.
        guard.failed(attempt, user == null ? "" : user.account().name());
        return new SignInResult.Wrong();
    }

    /**
     * Counts somebody who makes an account, and says for how long this address has to wait before it may: zero = not at all.
     *
     * @param address of the remote end, an IP address
     */
    public Duration signUpDelay(String address) {
        return guard.signUp(new Attempt("", address));
    }

    /** Removes failures that count no more. */
    public void forgetOldFailures() {
        guard.forget();
    }
}
