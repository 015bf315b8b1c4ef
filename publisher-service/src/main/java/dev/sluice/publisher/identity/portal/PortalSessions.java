package dev.sluice.publisher.identity.portal;

import dev.sluice.model.secret.UnopenableSecretException;
import dev.sluice.publisher.identity.user.CredentialChange;
import dev.sluice.publisher.identity.user.Users;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.secret.StoredSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens and ends sessions of browsers, and says whose one is, with the user's roles of this moment. Everything is in the
 * database and looked at with each request, so it holds for all publishers at once. Of a user the newest {@value #MAX_OF_USER}
 * stay. A use is written down at most once a minute.
 */
@ApplicationScoped
public class PortalSessions {
    private static final Logger LOG = Logger.getLogger(PortalSessions.class);
    private static final int MAX_OF_USER = 20;
    private static final Duration MAX_STALE = Duration.ofMinutes(1);
    /** Of the idle time, so that a short one is kept, too. */
    private static final int STALE_PART = 10;

    private final PortalSessionRepository sessions;
    private final Users users;
    private final StoredSecrets secrets;
    private final Duration idle;
    private final Duration lifetime;
    private final Duration stale;

    PortalSessions(PortalSessionRepository sessions, Users users, StoredSecrets secrets, PortalConfig config) {
        this.sessions = sessions;
        this.users = users;
        this.secrets = secrets;
        this.idle = config.idleTimeout();
        this.lifetime = config.sessionLifetime();
        if (idle.toSeconds() < 1 || lifetime.compareTo(idle) < 0) {
            throw new IllegalStateException("sluice.publisher.portal.idle-timeout must be at least 1s, and"
                    + " sluice.publisher.portal.session-lifetime not shorter");
        }
        Duration part = idle.dividedBy(STALE_PART);
        this.stale = part.compareTo(MAX_STALE) < 0 ? part : MAX_STALE;
    }

    public Duration idleTimeout() {
        return idle;
    }

    /**
     * Opens one.
     *
     * @param provider where the user has signed in; {@code null} = with us
     * @return what the browser keeps as its cookie
     */
    @Transactional
    public OpaqueSecret open(String userName, @Nullable ProviderSession provider) {
        OpaqueSecret token = OpaqueSecret.random();
        Instant now = Instant.now();
        PortalSessionEntity session = new PortalSessionEntity(token, userName, now, now.plus(lifetime));
        if (provider != null) {
            session.endsAt(
                    provider.endUri(),
                    secrets.store(provider.idToken().getBytes(StandardCharsets.UTF_8), place(token)));
        }
        sessions.persist(session);
        sessions.flush();
        sessions.keepNewest(userName, MAX_OF_USER);
        return token;
    }

    /** The session of a cookie, which goes on for as long as it may be idle; empty when there is none that is good now. */
    @Transactional
    public Optional<PortalSession> use(OpaqueSecret token) {
        Instant now = Instant.now();
        Optional<PortalSessionEntity> found = good(token, now);
        found.filter(session -> session.usedAt().plus(stale).isBefore(now))
                .ifPresent(session -> sessions.usedAt(session, now));
        return found.flatMap(session -> toSession(session, now));
    }

    /** The same, but it does not go on for that. */
    @Transactional
    public Optional<PortalSession> look(OpaqueSecret token) {
        return good(token, Instant.now()).flatMap(session -> toSession(session, session.usedAt()));
    }

    private Optional<PortalSessionEntity> good(OpaqueSecret token, Instant now) {
        return sessions.of(token)
                .filter(session -> session.expiresAt().isAfter(now)
                        && session.usedAt().plus(idle).isAfter(now));
    }

    private Optional<PortalSession> toSession(PortalSessionEntity session, Instant used) {
        Instant idleEnd = used.plus(idle);
        Instant end = idleEnd.isBefore(session.expiresAt()) ? idleEnd : session.expiresAt();
        return users.active(session.userName()).map(account -> new PortalSession(account, end));
    }

    /** Returns what there is to end with another provider, too; empty = nothing. */
    @Transactional
    public Optional<ProviderSession> end(OpaqueSecret token) {
        Optional<PortalSessionEntity> found = sessions.of(token);
        sessions.deleteById(token.hash());
        return found.flatMap(session -> {
            String uri = session.endSessionUri();
            String idToken = session.idToken();
            return uri == null || idToken == null
                    ? Optional.empty()
                    : opened(idToken, token).map(text -> new ProviderSession(uri, text));
        });
    }

    /** Empty when there is no key for it any more: the session ends all the same. */
    private Optional<String> opened(String idToken, OpaqueSecret token) {
        try {
            return Optional.of(new String(secrets.open(idToken, place(token)), StandardCharsets.UTF_8));
        } catch (UnopenableSecretException | IllegalStateException | IllegalArgumentException unopenable) {
            LOG.warnf("a session ends with us and not with its provider, whose token cannot be opened: %s", unopenable);
            return Optional.empty();
        }
    }

    private static String place(OpaqueSecret token) {
        return "portal-session/" + token.hash() + "/id-token";
    }

    /** In the transaction that changes them. */
    void end(@Observes CredentialChange changed) {
        sessions.endThoseOf(changed.user(), changed.keptSession());
    }

    /** Removes what is over. */
    @Transactional
    public void forgetExpired(Instant now) {
        sessions.forget(now, now.minus(idle));
    }
}
