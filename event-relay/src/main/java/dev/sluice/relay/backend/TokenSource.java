package dev.sluice.relay.backend;

import dev.sluice.outbound.Credential;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The token of one client, for all channels of an API: however many ask, one request is under way. A token is used until a
 * tenth of its life is left, at most {@value #MAX_MARGIN_SECONDS} s. One that a backend has refused is replaced, though not
 * more often than every {@value #RENEWAL_GAP_SECONDS} s: a new one may be refused as well. A token endpoint that has failed
 * is left alone for a while, which doubles, and until then every caller gets that failure. Thread safe.
 */
final class TokenSource implements CredentialSource {
    private static final long MAX_MARGIN_SECONDS = 30;
    private static final long RENEWAL_GAP_SECONDS = 30;
    private static final int LIFE_OVER_MARGIN = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 5;

    private final Supplier<Future<BackendToken>> endpoint;
    private final LongSupplier nanoTime;
    private @Nullable Credential token;
    private long goodUntil;
    private @Nullable Future<Credential> underway;
    private @Nullable Throwable failure;
    private long pausedUntil;
    private int failures;
    private boolean wasRenewed;
    private long renewedAt;

    /** @param endpoint asks for a token; fails with {@link SignInException} */
    TokenSource(Supplier<Future<BackendToken>> endpoint, LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Future<Credential> next() {
        long now = nanoTime.getAsLong();
        if (underway != null) {
            return underway;
        }
        if (token != null && now - goodUntil < 0) {
            return Future.succeededFuture(token);
        }
        if (failure != null && now - pausedUntil < 0) {
            return Future.failedFuture(failure);
        }
        return fetch();
    }

    @Override
    public synchronized Optional<Future<Credential>> insteadOf(Credential refused) {
        if (token != refused) {
            return Optional.of(next());
        }
        long now = nanoTime.getAsLong();
        if (wasRenewed
                && now - renewedAt < Duration.ofSeconds(RENEWAL_GAP_SECONDS).toNanos()) {
            return Optional.empty();
        }
        wasRenewed = true;
        renewedAt = now;
        token = null;
        return Optional.of(next());
    }

    private Future<Credential> fetch() {
        Future<Credential> fetched =
                endpoint.get().onComplete(this::onToken, this::onFailure).map(BackendToken::credential);
        if (!fetched.isComplete()) {
            underway = fetched;
        }
        return fetched;
    }

    private synchronized void onToken(BackendToken given) {
        long life = given.lifetime().toNanos();
        long margin = Math.min(
                life / LIFE_OVER_MARGIN, Duration.ofSeconds(MAX_MARGIN_SECONDS).toNanos());
        underway = null;
        failure = null;
        failures = 0;
        token = given.credential();
        goodUntil = nanoTime.getAsLong() + life - margin;
    }

    private synchronized void onFailure(Throwable failed) {
        underway = null;
        failure = failed;
        pausedUntil = nanoTime.getAsLong()
                + FIRST_PAUSE
                        .multipliedBy(1L << Math.min(failures++, MAX_DOUBLINGS))
                        .toNanos();
    }
}
