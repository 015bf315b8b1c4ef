package dev.sluice.publisher.developer.key;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.secret.OpaqueSecret;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The OAuth2 clients of applications. */
@ApplicationScoped
public class ApplicationKeys implements ControlRecordSource {
    private static final int MAX_SCOPES = 200;
    private static final int MAX_SCOPE = 255;

    private final KeyOwners applications;
    private final ApplicationKeyRepository repository;
    private final ControlOutbox outbox;

    ApplicationKeys(KeyOwners applications, ApplicationKeyRepository repository, ControlOutbox outbox) {
        this.applications = applications;
        this.repository = repository;
        this.outbox = outbox;
    }

    /**
     * Makes the client of an application for one key type. Once the answer says that it has propagated, a token for it is
     * good everywhere: signing keys are announced in the same log, before it.
     */
    @Transactional
    public Outcome<NewKeys> generate(UUID applicationId, String owner, Fields fields) {
        KeyType keyType = fields.choice("keyType", KeyType.class, KeyType::name).orElse(null);
        if (keyType == null && !fields.has("keyType")) {
            fields.wrong("keyType", "is required");
        }
        ApplicationKeyReader.checkGrants(fields, "grantTypesToBeSupported", true);
        ApplicationKeyReader.checkKeyManager(fields);
        TokenLifetime lifetime = ApplicationKeyReader.lifetime(fields).orElse(TokenLifetime.DEFAULT);
        List<String> scopes = fields.texts("scopes", List.of(), MAX_SCOPES, MAX_SCOPE);
        if (keyType == null || !fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        if (!applications.lockOwned(applicationId, owner)) {
            return refusedAsUnknown(applicationId);
        }
        if (repository.exists(applicationId, keyType)) {
            return Outcome.refused(PublisherProblem.KEYS_EXIST, "The application has " + keyType + " keys already.");
        }
        OpaqueSecret secret = OpaqueSecret.random();
        ApplicationKeyEntity key = new ApplicationKeyEntity(
                applicationId, keyType, UUID.randomUUID().toString().replace("-", ""), secret, Instant.now());
        key.setTokenLifetime(lifetime);
        repository.persist(key);
        NewKeys made = new NewKeys(key, secret, client(key), scopes);
        return Outcome.done(made, outbox.append(List.of(put(key)))).withIgnored(fields.ignored());
    }

    /** Returns whether this user has this application. */
    public boolean isOwned(UUID applicationId, String owner) {
        return applications.isOwned(applicationId, owner);
    }

    /** Makes a client of a foreign issuer one of an application; the caller knows that it is the developer's. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Outcome<ApplicationKeyEntity> map(UUID applicationId, String owner, KeyType keyType, ForeignClient client) {
        if (!applications.lockOwned(applicationId, owner)) {
            return refusedAsUnknown(applicationId);
        }
        if (repository.findByIdOptional(client.qualifiedKey()).isPresent()) {
            return Outcome.refused(PublisherProblem.KEYS_EXIST, "The client is one of an application already.");
        }
        if (repository.isMapped(applicationId, keyType, client.keyManagerId())) {
            return Outcome.refused(
                    PublisherProblem.KEYS_EXIST,
                    "The application has " + keyType + " keys of " + client.keyManager() + " already.");
        }
        ApplicationKeyEntity key = new ApplicationKeyEntity(applicationId, keyType, client, Instant.now());
        repository.persist(key);
        return Outcome.done(key, outbox.append(List.of(put(key))));
    }

    /**
     * Deletes the clients of a foreign issuer. The caller holds the key manager's lock.
     *
     * @return what is to be told to the gateways
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeAllOfKeyManager(UUID keyManagerId) {
        return tombstones(repository.takeOfKeyManager(keyManagerId));
    }

    /** Why these keys are not ours to change, or to get tokens of; empty = they are. */
    @Transactional
    public Optional<Refusal> foreign(UUID applicationId, UUID keyMappingId, String owner) {
        return key(applicationId, keyMappingId, owner).flatMap(ApplicationKeys::foreign);
    }

    private static Optional<Refusal> foreign(ApplicationKeyEntity key) {
        return key.keyManager() == null
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        PublisherProblem.KEYS_MAPPED,
                        "These keys are of the key manager " + key.keyManager()
                                + ": their secret and their tokens are there."));
    }

    public static <T> Outcome<T> refusedAsUnknown(Object applicationId) {
        return Outcome.refused(PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
    }

    /** The keys of an application; empty when the owner has no such application. */
    @Transactional
    Optional<List<ApplicationKeyEntity>> list(UUID applicationId, String owner) {
        return applications.isOwned(applicationId, owner)
                ? Optional.of(repository.ofApplication(applicationId))
                : Optional.empty();
    }

    @Transactional
    Optional<ApplicationKeyEntity> find(UUID applicationId, UUID keyMappingId, String owner) {
        return key(applicationId, keyMappingId, owner);
    }

    private Optional<ApplicationKeyEntity> key(UUID applicationId, UUID keyMappingId, String owner) {
        return applications.isOwned(applicationId, owner)
                ? repository.find(applicationId, keyMappingId)
                : Optional.empty();
    }

    /** Changes how long tokens are good that are issued from now on; what a body leaves out stays as it is. */
    @Transactional
    Outcome<ApplicationKeyEntity> change(UUID applicationId, UUID keyMappingId, String owner, Fields fields) {
        ApplicationKeyReader.checkGrants(fields, "supportedGrantTypes", false);
        ApplicationKeyReader.checkKeyManager(fields);
        Optional<TokenLifetime> lifetime = ApplicationKeyReader.lifetime(fields);
        if (!applications.lockOwned(applicationId, owner)) {
            return refusedAsUnknown(applicationId);
        }
        ApplicationKeyEntity key = repository.find(applicationId, keyMappingId).orElse(null);
        if (key == null) {
            return unknownKeys(keyMappingId);
        }
        Optional<Refusal> foreign = foreign(key);
        if (foreign.isPresent()) {
            return new Outcome.Refused<>(foreign.get());
        }
        fields.fixed("keyMappingId", key.id().toString());
        fields.fixed("consumerKey", key.consumerKey());
        fields.fixed("keyType", key.keyType().name());
        fields.fixed("keyState", ApplicationKeyReader.STATE);
        fields.fixed("mode", ApplicationKeyReader.MODE);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        lifetime.ifPresent(key::setTokenLifetime);
        return Outcome.done(key).withIgnored(fields.ignored());
    }

    /** Gives a client another secret. The former one is good for nothing from then on; tokens that it got stay good. */
    @Transactional
    Outcome<NewKeys> renewSecret(UUID applicationId, UUID keyMappingId, String owner) {
        if (!applications.lockOwned(applicationId, owner)) {
            return refusedAsUnknown(applicationId);
        }
        ApplicationKeyEntity key = repository.find(applicationId, keyMappingId).orElse(null);
        if (key == null) {
            return unknownKeys(keyMappingId);
        }
        Optional<Refusal> foreign = foreign(key);
        if (foreign.isPresent()) {
            return new Outcome.Refused<>(foreign.get());
        }
        OpaqueSecret secret = OpaqueSecret.random();
        key.setSecret(secret);
        return Outcome.done(new NewKeys(key, secret, client(key), List.of()));
    }

    /** Deletes a client: its tokens open nothing any more, and streams that they have opened end. */
    @Transactional
    Outcome<UUID> remove(UUID applicationId, UUID keyMappingId, String owner) {
        if (!applications.lockOwned(applicationId, owner)) {
            return refusedAsUnknown(applicationId);
        }
        ApplicationKeyEntity key = repository.lock(applicationId, keyMappingId).orElse(null);
        if (key == null) {
            return unknownKeys(keyMappingId);
        }
        repository.delete(key);
        return Outcome.done(keyMappingId, outbox.append(List.of(tombstone(key))));
    }

    private static <T> Outcome<T> unknownKeys(UUID keyMappingId) {
        return Outcome.refused(PublisherProblem.KEYS_NOT_FOUND, "Key mapping " + keyMappingId + " not found");
    }

    /** The client of this key, for its owner, who needs no secret. */
    @Transactional
    public Optional<Client> ofOwner(UUID applicationId, UUID keyMappingId, String owner) {
        return key(applicationId, keyMappingId, owner).map(ApplicationKeys::client);
    }

    private static Client client(ApplicationKeyEntity key) {
        return new Client(key.consumerKey(), key.keyType(), key.tokenLifetime());
    }

    /**
     * Deletes the clients of an application. The caller holds the application's lock.
     *
     * @return what is to be told to the gateways
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeAllOf(UUID applicationId) {
        return tombstones(repository.takeOfApplication(applicationId));
    }

    private static List<OutboxStep> tombstones(List<ApplicationKeyEntity> gone) {
        return gone.stream().map(ApplicationKeys::tombstone).toList();
    }

    private static OutboxStep tombstone(ApplicationKeyEntity key) {
        return new OutboxStep.Tombstone(
                ControlTopic.ACCESS, AccessKey.client(key.consumerKey()).toString());
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream().map(ApplicationKeys::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.CLIENT.isOf(key);
    }

    private static OutboxStep put(ApplicationKeyEntity key) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.client(key.consumerKey()).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.Client(
                                AccessRecord.Client.SCHEMA,
                                version,
                                key.applicationId().toString(),
                                key.keyType())),
                        StandardCharsets.UTF_8));
    }

    /** The client with this key and secret. */
    @Transactional
    public Optional<Client> authenticate(String consumerKey, String secret) {
        return repository
                .findByIdOptional(consumerKey)
                .filter(key -> OpaqueSecret.of(secret).hasHash(key.secretHash()))
                .map(ApplicationKeys::client);
    }
}
