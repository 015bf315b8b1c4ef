package dev.sluice.publisher.usage;

import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Who may see the usage of what. Thread safe. */
@ApplicationScoped
class UsageOwners {
    private final ApiRepository apis;
    private final ApplicationRepository applications;

    UsageOwners(ApiRepository apis, ApplicationRepository applications) {
        this.apis = apis;
        this.applications = applications;
    }

    /** Returns whether it is there, and its API is one that this user may work with in the publisher. */
    @Transactional
    boolean maySeeSubscription(UUID id, Viewer publisher) {
        List<UUID> apiIds = apis.getEntityManager()
                .createNativeQuery("select api_id from subscription where id = :id", UUID.class)
                .setParameter("id", id)
                .getResultList();
        return apiIds.stream()
                .flatMap(apiId -> apis.findByIdOptional(apiId).stream())
                .anyMatch(publisher::mayWorkWith);
    }

    /** Returns whether it is there and this developer's own. */
    @Transactional
    boolean ownsApplication(UUID id, String developer) {
        return applications.find(id, developer).isPresent();
    }
}
