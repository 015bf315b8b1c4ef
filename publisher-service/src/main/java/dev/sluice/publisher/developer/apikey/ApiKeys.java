package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.catalogue.Catalogue;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The API keys of applications: each opens one API, for as long as its application may use it. */
@ApplicationScoped
class ApiKeys implements ControlRecordSource {
    /** What was sent may be a key itself: it is not repeated. */
    static final String NO_SUCH_KEY = "There is no such key here.";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final ApiKeyRepository repository;
    private final ControlOutbox outbox;

    ApiKeys(ApiRepository apis, ApplicationRepository applications, ApiKeyRepository repository, ControlOutbox outbox) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.outbox = outbox;
    }

    /** Makes a key of an application; which API it opens may be left out where there is one only. */
    @Transactional
    Outcome<NewApiKey> generate(UUID applicationId, KeyType keyType, Viewer developer, Fields body) {
        ApiKeyTerms terms = ApiKeyReader.terms(body);
        body.fixed("keyType", keyType.name());
        if (!applications.isOwned(applicationId, developer.name())) {
            return ApplicationKeys.refusedAsUnknown(applicationId);
        }
        UUID apiId = ApiKeyReader.idOrOnly(
                body, "apiId", repository.someApisOf(applicationId), "API that the application is subscribed to");
        return apiId == null || !body.errors().isEmpty()
                ? Outcome.refused(body.errors())
                : generate(new ApiKeyPlace(apiId, applicationId, keyType), developer, terms)
                        .withIgnored(body.ignored());
    }

    /** Makes a key for an API; which application it is of may be left out where there is one only. */
    @Transactional
    Outcome<NewApiKey> generate(UUID apiId, Viewer developer, Fields body) {
        ApiKeyTerms terms = ApiKeyReader.terms(body);
        KeyType keyType = body.choice("keyType", KeyType.class, KeyType::name).orElse(KeyType.PRODUCTION);
        UUID applicationId = ApiKeyReader.idOrOnly(
                body,
                "applicationId",
                repository.someApplicationsAt(apiId, developer.name()),
                "application of yours that is subscribed to the API");
        return applicationId == null || !body.errors().isEmpty()
                ? Outcome.refused(body.errors())
                : generate(new ApiKeyPlace(apiId, applicationId, keyType), developer, terms)
                        .withIgnored(body.ignored());
    }

    private Outcome<NewApiKey> generate(ApiKeyPlace place, Viewer developer, ApiKeyTerms terms) {
        return switch (lock(place, developer, 0)) {
            case Locked.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
            case Locked.Both both -> {
                NewApiKey made = make(both, place, terms);
                yield Outcome.done(
                        made,
                        outbox.append(List.of(ApiKeyRecords.put(made.entry().key()))));
            }
        };
    }

    /**
     * Puts another key in the place of one, with the same name and rules, and as long a life from now on. The former one
     * counts no more, or for some more seconds.
     */
    @Transactional
    Outcome<NewApiKey> regenerate(ApiKeyFilter keys, Viewer developer, Fields body) {
        UUID id = ApiKeyReader.keyId(body);
        long overlapSeconds = ApiKeyReader.overlapSeconds(body);
        if (!body.errors().isEmpty()) {
            return Outcome.refused(body.errors());
        }
        ApiKeyEntity found = id == null ? null : repository.find(keys, id).orElse(null);
        if (found == null) {
            return unknownKey();
        }
        return switch (lock(found.place(), developer, overlapSeconds == 0 ? 1 : 0)) {
            case Locked.Refused(Refusal refusal) -> new Outcome.Refused<>(refusal);
            case Locked.Both both -> {
                ApiKeyEntity former = repository.lock(found).orElse(null);
                if (former == null) {
                    yield unknownKey();
                }
                OutboxStep end = endOf(former, overlapSeconds);
                NewApiKey made = make(both, former.place(), former.termsOfNext());
                List<OutboxStep> steps = List.of(ApiKeyRecords.put(made.entry().key()), end);
                yield Outcome.done(made, outbox.append(steps)).withIgnored(body.ignored());
            }
        };
    }

    private OutboxStep endOf(ApiKeyEntity former, long overlapSeconds) {
        if (overlapSeconds == 0) {
            repository.delete(former);
            return ApiKeyRecords.tombstone(former.hash());
        }
        former.endAt(now().plusSeconds(overlapSeconds));
        return ApiKeyRecords.put(former);
    }

    private NewApiKey make(Locked.Both both, ApiKeyPlace place, ApiKeyTerms terms) {
        byte[] random = new byte[ApiKeyText.RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String text = ApiKeyText.of(place.keyType(), random);
        ApiKeyEntity key = new ApiKeyEntity(place, terms, text, now());
        repository.persist(key);
        return new NewApiKey(new ApiKeyEntry(key, both.api(), both.application(), null), text);
    }

    /** Takes a key away: it opens nothing any more, and streams that it has opened end. */
    @Transactional
    Outcome<UUID> revoke(ApiKeyFilter keys, Fields body) {
        Optional<String> hash = ApiKeyReader.hash(body);
        UUID id = hash.isPresent() ? null : ApiKeyReader.keyId(body);
        if (!body.errors().isEmpty()) {
            return Outcome.refused(body.errors());
        }
        Optional<ApiKeyEntity> found = hash.isPresent()
                ? repository.findByHash(keys, hash.get())
                : Optional.ofNullable(id).flatMap(known -> repository.find(keys, known));
        ApiKeyEntity key = found.flatMap(repository::lock).orElse(null);
        if (key == null) {
            return unknownKey();
        }
        repository.delete(key);
        return Outcome.done(key.id(), outbox.append(List.of(ApiKeyRecords.tombstone(key.hash()))))
                .withIgnored(body.ignored());
    }

    static <T> Outcome<T> unknownKey() {
        return Outcome.refused(PublisherProblem.API_KEY_NOT_FOUND, NO_SUCH_KEY);
    }

    /** How the locks were taken that a new key needs. */
    private sealed interface Locked {
        record Both(ApiEntity api, ApplicationEntity application) implements Locked {}

        record Refused(Refusal refusal) implements Locked {}
    }

    /**
     * Always the API first, then the application, as subscriptions do.
     *
     * @param leaving how many of the keys go with this change
     */
    private Locked lock(ApiKeyPlace place, Viewer developer, int leaving) {
        boolean isSubscribed = repository.isSubscribed(place.applicationId(), place.apiId());
        ApiEntity api = apis.lock(place.apiId())
                .filter(found -> isSubscribed || Catalogue.shows(found, developer) || repository.countAt(place) > 0)
                .orElse(null);
        if (api == null) {
            return new Locked.Refused(ApiRefusals.unknown(place.apiId()));
        }
        ApplicationEntity application =
                applications.lock(place.applicationId(), developer.name()).orElse(null);
        if (application == null) {
            return new Locked.Refused(Refusal.of(
                    PublisherProblem.APPLICATION_NOT_FOUND, "Application " + place.applicationId() + " not found"));
        }
        boolean opens = repository.isSubscribed(place.applicationId(), place.apiId()) || ApiKeyRules.isOpenToAll(api);
        return ApiKeyRules.refusal(api, opens, repository.countAt(place) - leaving)
                .<Locked>map(Locked.Refused::new)
                .orElseGet(() -> new Locked.Both(api, application));
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream().map(ApiKeyRecords::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.API_KEY.isOf(key);
    }

    /** In milliseconds, as records have it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
