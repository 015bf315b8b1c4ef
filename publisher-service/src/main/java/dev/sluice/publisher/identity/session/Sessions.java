package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.identity.client.RegisteredClient;
import dev.sluice.publisher.identity.user.Account;
import dev.sluice.publisher.identity.user.CredentialChange;
import dev.sluice.publisher.identity.user.Users;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.access.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens, refreshes and ends sessions, and says whose an access token is: with the user's roles of this moment, so that a role
 * taken away is gone from all tokens. Everything is in the database and holds for all publishers at once. Of a client the newest
 * {@value #MAX_SESSIONS} sessions stay, of a session the newest {@value #MAX_TOKENS} tokens.
 */
@ApplicationScoped
public class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int MAX_SESSIONS = 1_000;
    private static final int MAX_TOKENS = 100;

    private final SessionRepository sessions;
    private final SessionTokenRepository tokens;
    private final Users users;
    private final SessionConfig config;
    private final TokenCounts counts;

    Sessions(
            SessionRepository sessions,
            SessionTokenRepository tokens,
            Users users,
            SessionConfig config,
            TokenCounts counts) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.users = users;
        this.config = config;
        this.counts = counts;
        if (config.accessLifetime().toSeconds() < 1
                || config.refreshLifetime().compareTo(config.accessLifetime()) < 0) {
            throw new IllegalStateException("sluice.publisher.session.access-lifetime must be at least 1s, and"
                    + " sluice.publisher.session.refresh-lifetime not shorter");
        }
    }

    /** Grants of the scopes asked for those that the account's roles allow. */
    @Transactional
    public IssuedTokens open(RegisteredClient client, Account account, GrantedScopes asked, boolean refreshable) {
        Instant now = Instant.now();
        Instant end = now.plus(refreshable ? config.refreshLifetime() : config.accessLifetime());
        SessionEntity session = new SessionEntity(client.clientId(), account.name(), now, end);
        sessions.persist(session);
        sessions.flush();
        sessions.keepNewest(client.clientId(), MAX_SESSIONS);
        GrantedScopes granted = asked.within(account.scopes());
        return issue(session, granted, refreshable ? granted : null, now);
    }

    /** @param refreshed the scopes of a new refresh token; {@code null} = none is made */
    private IssuedTokens issue(
            SessionEntity session, GrantedScopes granted, @Nullable GrantedScopes refreshed, Instant now) {
        OpaqueSecret access = OpaqueSecret.random();
        var accessLife = new SessionTokenEntity.Lifetime(now, now.plus(config.accessLifetime()));
        tokens.persist(new SessionTokenEntity(access, session, TokenKind.ACCESS, granted, accessLife));
        OpaqueSecret refresh = null;
        if (refreshed != null) {
            refresh = OpaqueSecret.random();
            var refreshLife = new SessionTokenEntity.Lifetime(now, now.plus(config.refreshLifetime()));
            tokens.persist(new SessionTokenEntity(refresh, session, TokenKind.REFRESH, refreshed, refreshLife));
        }
        counts.onIssued(TokenCounts.Kind.SESSION);
        return new IssuedTokens(access, refresh, granted, config.accessLifetime());
    }

    /**
     * Spends a refresh token for new tokens.
     *
     * @param scope what the new access token is for; {@code null} = all that had been granted
     */
    @Transactional
    public RefreshResult refresh(RegisteredClient client, String refreshToken, @Nullable String scope) {
        Optional<SessionTokenEntity> found =
                tokens.named(OpaqueSecret.of(refreshToken)).filter(token -> token.kind() == TokenKind.REFRESH);
        // Of two that bring one token at once, the second waits here and then sees it spent.
        Optional<SessionEntity> locked = found.flatMap(token -> sessions.lock(token.sessionId()))
                .filter(session -> session.clientId().equals(client.clientId()));
        return locked.flatMap(session -> found.flatMap(tokens::reread).map(token -> refresh(session, token, scope)))
                .orElseGet(RefreshResult.Invalid::new);
    }

    private RefreshResult refresh(SessionEntity session, SessionTokenEntity token, @Nullable String scope) {
        Instant now = Instant.now();
        if (!token.expiresAt().isAfter(now)) {
            return new RefreshResult.Invalid();
        }
        if (token.isSpent()) {
            sessions.delete(session);
            LOG.warnf("a refresh token was used twice, its session is over, client=%s", session.clientId());
            return new RefreshResult.Reused();
        }
        Optional<Account> account = users.active(session.userName());
        if (account.isEmpty()) {
            sessions.delete(session);
            return new RefreshResult.Invalid();
        }
        Set<Scope> had = token.scopes().scopes();
        GrantedScopes asked = scope == null ? token.scopes() : GrantedScopes.parse(scope);
        if (!had.containsAll(asked.scopes())) {
            return new RefreshResult.BeyondGrant(asked.scopes().stream()
                    .filter(wanted -> !had.contains(wanted))
                    .map(Scope::text)
                    .collect(Collectors.toSet()));
        }
        token.spend();
        session.lastUntil(now.plus(config.refreshLifetime()));
        GrantedScopes granted = asked.within(account.get().scopes());
        IssuedTokens issued = issue(session, granted, token.scopes(), now);
        tokens.flush();
        tokens.keepNewest(session.id(), MAX_TOKENS);
        return new RefreshResult.Refreshed(issued);
    }

    /** Whose access token this is; empty when it is none that is good now. */
    @Transactional
    public Optional<SessionUser> check(String accessToken) {
        return good(accessToken)
                .filter(token -> token.kind() == TokenKind.ACCESS)
                .flatMap(token -> sessions.findByIdOptional(token.sessionId())
                        .flatMap(session -> users.active(session.userName()))
                        .map(account -> new SessionUser(
                                account, token.scopes().within(account.scopes()).scopes())));
    }

    /** What there is to tell of a token; empty when it is none that is good now. */
    @Transactional
    public Optional<TokenFacts> inspect(String text) {
        return good(text)
                .flatMap(token -> sessions.findByIdOptional(token.sessionId())
                        .flatMap(session -> users.active(session.userName())
                                .map(account -> new TokenFacts(
                                        token.kind() == TokenKind.REFRESH,
                                        session.clientId(),
                                        account.name(),
                                        token.scopes().within(account.scopes()),
                                        token.issuedAt(),
                                        token.expiresAt()))));
    }

    private Optional<SessionTokenEntity> good(String text) {
        return tokens.named(OpaqueSecret.of(text)).filter(token -> token.isGood(Instant.now()));
    }

    /** Ends an access token, or with a refresh token its whole session (RFC 7009 2.1). */
    @Transactional
    public RevokeResult revoke(RegisteredClient client, String text) {
        SessionTokenEntity token = tokens.named(OpaqueSecret.of(text)).orElse(null);
        SessionEntity session =
                token == null ? null : sessions.lock(token.sessionId()).orElse(null);
        if (token == null || session == null) {
            return RevokeResult.UNKNOWN;
        }
        if (!session.clientId().equals(client.clientId())) {
            return RevokeResult.OTHER_CLIENT;
        }
        switch (token.kind()) {
            case ACCESS -> tokens.delete("tokenHash", token.tokenHash());
            case REFRESH -> sessions.delete(session);
        }
        return RevokeResult.REVOKED;
    }

    /** In the transaction that changes them. */
    void end(@Observes CredentialChange changed) {
        sessions.endThoseOf(changed.user());
    }

    /** Removes what has expired. */
    @Transactional
    public void forgetExpired(Instant now) {
        sessions.forgetExpired(now);
        tokens.forgetExpired(now);
    }
}
