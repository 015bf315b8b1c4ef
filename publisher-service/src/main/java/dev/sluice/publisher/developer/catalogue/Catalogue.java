package dev.sluice.publisher.developer.catalogue;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.registry.ApiSearch;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What developers and visitors may know of: APIs that are served, as far as their visibility goes. */
@ApplicationScoped
public class Catalogue {
    private static final Set<LifecycleState> SHOWN =
            EnumSet.of(LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED, LifecycleState.DEPRECATED);

    /** One that takes no new subscriptions is for those who have one. */
    private static final Set<LifecycleState> SHOWN_TO_VISITORS =
            EnumSet.of(LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED);

    private final Apis apis;
    private final ApiSearch search;

    Catalogue(Apis apis, ApiSearch search) {
        this.apis = apis;
        this.search = search;
    }

    Page<ApiEntity> list(Viewer developer, ApiSearch.Request request) {
        return search.forDevelopers(developer, shownTo(developer), request);
    }

    Page<ApiSearch.TagCount> tags(Viewer developer, PageRequest asked) {
        return search.tags(developer, shownTo(developer), asked);
    }

    /** Empty when it is not there, or not there for this developer. */
    public Optional<ApiEntity> find(Viewer developer, UUID id) {
        return apis.find(id).filter(api -> shows(api, developer));
    }

    /** Returns whether this developer may know of it. */
    public static boolean shows(ApiEntity api, Viewer developer) {
        return shownTo(developer).contains(api.state()) && developer.maySee(api);
    }

    private static Set<LifecycleState> shownTo(Viewer developer) {
        return developer.isVisitor() ? SHOWN_TO_VISITORS : SHOWN;
    }
}
