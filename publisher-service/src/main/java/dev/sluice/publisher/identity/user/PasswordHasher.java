package dev.sluice.publisher.identity.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the slow hash, on as many threads at once as there are cores and at most {@value #MAX_AT_ONCE}: each run takes 19 MiB,
 * which a crowd at the door must not multiply. Thread safe.
 */
@ApplicationScoped
public class PasswordHasher {
    private static final int MAX_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore places =
            new Semaphore(Math.min(MAX_AT_ONCE, Runtime.getRuntime().availableProcessors()), true);

    /** Waits for a place for as long as it takes: for those who are signed in. */
    public String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return PasswordHash.of(password);
        } finally {
            places.release();
        }
    }

    /** The same for those who are not signed in; empty when no place has become free for five seconds. */
    public Optional<String> hashSoon(String password) {
        return withPlace(() -> PasswordHash.of(password));
    }

    /** Runs this with a place; empty when none has become free for five seconds. */
    public <T> Optional<T> withPlace(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            places.release();
        }
    }
}
