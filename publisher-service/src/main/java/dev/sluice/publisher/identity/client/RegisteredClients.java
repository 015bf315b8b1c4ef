package dev.sluice.publisher.identity.client;

import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.identity.user.Users;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.problem.PublisherProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The registered clients. Who registers a name again gets the same client with one more secret: scripts register at every run,
 * and those of other runs go on. A client has at most {@value #MAX_SECRETS} secrets, the oldest goes first; an owner has at most
 * {@value #MAX_CLIENTS} clients.
 */
@ApplicationScoped
public class RegisteredClients {
    private static final int MAX_SECRETS = 10;
    private static final int MAX_CLIENTS = 1_000;

    private final RegisteredClientRepository repository;
    private final Users users;

    RegisteredClients(RegisteredClientRepository repository, Users users) {
        this.repository = repository;
        this.users = users;
    }

    /** @param caller may register for others if it is an admin */
    @Transactional
    Outcome<Registration> register(RegistrationRequest request, String caller, boolean callerIsAdmin) {
        if (!request.errors().isEmpty()) {
            return Outcome.refused(request.errors());
        }
        if (!request.owner().equals(caller) && !callerIsAdmin) {
            return Outcome.refused(
                    PublisherProblem.BAD_REQUEST,
                    "owner: must be " + caller + ", who registers; only an admin registers for others");
        }
        if (users.active(request.owner()).isEmpty()) {
            return Outcome.refused(PublisherProblem.BAD_REQUEST, "owner: is no user who may sign in");
        }
        repository.lockOwner(request.owner());
        Optional<RegisteredClientEntity> before = repository.named(request.owner(), request.clientName());
        if (before.isEmpty() && repository.countOf(request.owner()) >= MAX_CLIENTS) {
            return Outcome.refused(
                    PublisherProblem.BAD_REQUEST,
                    "clientName: " + request.owner() + " has " + MAX_CLIENTS
                            + " clients already; use one of their names, or delete one");
        }
        before.ifPresent(client -> client.update(request));
        RegisteredClientEntity client = before.orElseGet(() -> create(request));
        OpaqueSecret secret = OpaqueSecret.random();
        repository.addSecret(client.clientId(), secret, Instant.now(), MAX_SECRETS);
        return Outcome.done(new Registration(client, secret, request.saasApp())).withIgnored(request.ignored());
    }

    private RegisteredClientEntity create(RegistrationRequest request) {
        RegisteredClientEntity client =
                new RegisteredClientEntity(UUID.randomUUID().toString().replace("-", ""), request, Instant.now());
        repository.persist(client);
        return client;
    }

    /** Deletes it with all its sessions. */
    @Transactional
    boolean delete(String clientId, String caller, boolean callerIsAdmin) {
        Optional<RegisteredClientEntity> client = repository
                .findByIdOptional(clientId, LockModeType.PESSIMISTIC_WRITE)
                .filter(found -> callerIsAdmin || found.owner().equals(caller));
        client.ifPresent(repository::delete);
        return client.isPresent();
    }

    /** The client of this id and secret. */
    @Transactional
    public Optional<RegisteredClient> authenticate(String clientId, String secret) {
        return repository
                .findByIdOptional(clientId)
                .filter(client -> repository.hasSecret(clientId, OpaqueSecret.of(secret)))
                .map(RegisteredClientEntity::client);
    }
}
