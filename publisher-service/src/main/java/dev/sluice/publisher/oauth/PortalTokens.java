package dev.sluice.publisher.oauth;

import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tokens that a developer asks for in the portal, in the place of the application's client. */
@ApplicationScoped
class PortalTokens {
    private static final String SECRET = "consumerSecret";
    private static final String REVOKE = "revokeToken";

    private final ApplicationKeys keys;
    private final ApplicationTokens tokens;

    PortalTokens(ApplicationKeys keys, ApplicationTokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /** A token of the client of these keys; one that is to be revoked goes only when the new one is there. */
    Outcome<IssuedToken> generate(UUID applicationId, UUID keyMappingId, String owner, Fields fields) {
        PortalTokenRequest request = PortalTokenRequest.of(fields);
        Optional<Client> found = keys.ofOwner(applicationId, keyMappingId, owner);
        if (found.isEmpty()) {
            return Outcome.refused(PublisherProblem.KEYS_NOT_FOUND, "Key mapping " + keyMappingId + " not found");
        }
        Optional<Refusal> foreign = keys.foreign(applicationId, keyMappingId, owner);
        if (foreign.isPresent()) {
            return new Outcome.Refused<>(foreign.get());
        }
        Client client = found.get();
        if (!request.consumerSecret().isEmpty()
                && keys.authenticate(client.consumerKey(), request.consumerSecret())
                        .isEmpty()) {
            request.fields().wrong(SECRET, "is not the secret of these keys; it may be left out");
        }
        Optional<AccessToken> old = tokens.read(request.revokeToken());
        if (old.isPresent() && !old.get().consumerKey().equals(client.consumerKey())) {
            request.fields().wrong(REVOKE, "was given to another client");
        }
        if (!request.fields().errors().isEmpty()) {
            return Outcome.refused(request.fields().errors());
        }
        return tokens.issue(client, request.scopes(), request.lifetime())
                .map(token -> Outcome.done(token, old.map(tokens::revoke).orElse(List.<Change>of()))
                        .withIgnored(request.fields().ignored()))
                .orElseGet(() -> Outcome.refused(
                        PublisherProblem.NO_TEST_KEY, "The gateways do not know the signing key yet. Try again."));
    }
}
