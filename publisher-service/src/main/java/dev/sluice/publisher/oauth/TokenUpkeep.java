package dev.sluice.publisher.oauth;

import dev.sluice.publisher.developer.apikey.ApiKeyRemoval;
import dev.sluice.publisher.identity.portal.PortalSessions;
import dev.sluice.publisher.identity.session.Sessions;
import dev.sluice.publisher.identity.signin.SignIn;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.oauth.authorize.AuthorizationCodes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** On its own thread: what time alone changes in keys and revocations, every second, and in sessions, every minute. */
@ApplicationScoped
class TokenUpkeep {
    private static final Logger LOG = Logger.getLogger(TokenUpkeep.class);

    private final SigningKeys keys;
    private final Revocations revocations;
    private final ApiKeyRemoval apiKeys;
    private final Sessions sessions;
    private final PortalSessions portalSessions;
    private final AuthorizationCodes codes;
    private final SignIn signIn;
    private final TokenConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("token-upkeep").factory());

    TokenUpkeep(
            SigningKeys keys,
            Revocations revocations,
            ApiKeyRemoval apiKeys,
            Sessions sessions,
            PortalSessions portalSessions,
            AuthorizationCodes codes,
            SignIn signIn,
            TokenConfig config) {
        this.keys = keys;
        this.revocations = revocations;
        this.apiKeys = apiKeys;
        this.sessions = sessions;
        this.portalSessions = portalSessions;
        this.codes = codes;
        this.signIn = signIn;
        this.config = config;
    }

    void start(@Observes StartupEvent start) {
        keys.start(config.issuer());
        timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.MINUTES);
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private void run() {
        try {
            revocations.forgetExpired(Instant.now());
            apiKeys.forgetExpired(Instant.now());
            keys.upkeep(config.issuer());
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "token upkeep failed, to be tried again");
        }
    }

    /** What has no effect any more, and only takes room. */
    private void forget() {
        try {
            Instant now = Instant.now();
            sessions.forgetExpired(now);
            portalSessions.forgetExpired(now);
            codes.forgetExpired(now);
            signIn.forgetOldFailures();
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "removing what has expired failed, to be tried again");
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }
}
