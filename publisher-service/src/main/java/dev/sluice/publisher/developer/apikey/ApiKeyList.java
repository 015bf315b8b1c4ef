package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.developer.catalogue.Catalogue;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What developers see of their API keys. */
@ApplicationScoped
class ApiKeyList {
    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final ApiKeyRepository repository;
    private final ApiKeyUses uses;

    ApiKeyList(ApiRepository apis, ApplicationRepository applications, ApiKeyRepository repository, ApiKeyUses uses) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.uses = uses;
    }

    /** @param path of the list */
    @Transactional
    Page<ApiKeyEntry> page(ApiKeyFilter filter, PageRequest asked, String path) {
        List<ApiKeyEntity> keys = repository.page(filter, asked.offset(), asked.limit());
        return Page.of(entries(keys), asked, repository.countOf(filter), path, Map.of());
    }

    @Transactional
    Optional<ApiKeyEntry> find(ApiKeyFilter filter, UUID id) {
        return repository.find(filter, id).flatMap(this::entry);
    }

    /** Empty when its API or its application has been deleted since it was read. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<ApiKeyEntry> entry(ApiKeyEntity key) {
        return entries(List.of(key)).stream().findFirst();
    }

    private List<ApiKeyEntry> entries(List<ApiKeyEntity> keys) {
        Map<UUID, Instant> lastUsed =
                uses.of(keys.stream().map(ApiKeyEntity::id).toList());
        return keys.stream()
                .flatMap(key -> apis
                        .findByIdOptional(key.apiId())
                        .flatMap(api -> applications
                                .findByIdOptional(key.applicationId())
                                .map(application -> new ApiKeyEntry(key, api, application, lastUsed.get(key.id()))))
                        .stream())
                .toList();
    }

    /** Returns whether this user has this application. */
    @Transactional
    boolean isOwned(UUID applicationId, String owner) {
        return applications.isOwned(applicationId, owner);
    }

    /** Returns whether a developer may know of an API: they are shown it, are subscribed to it, or have a key for it. */
    @Transactional
    boolean isKnown(UUID apiId, Viewer developer) {
        return apis.findByIdOptional(apiId)
                        .filter(api -> Catalogue.shows(api, developer))
                        .isPresent()
                || !repository.someApplicationsAt(apiId, developer.name()).isEmpty()
                || repository.countOf(ApiKeyFilter.ofApi(developer.name(), apiId)) > 0;
    }
}
