package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.api.body.ApiBody;
import dev.sluice.publisher.api.registry.ApiInfo;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.subscription.SubscriptionRules;
import java.util.List;

/** An API as the lists of the developer portal show it: the contract's {@code APIInfo}. */
record CatalogueEntryBody(
        String id,
        String name,
        String description,
        String context,
        String version,
        String type,
        String createdTime,
        String provider,
        String lifeCycleStatus,
        List<String> tags,
        List<String> throttlingPolicies,
        ApiBody.Business businessInformation,
        boolean isSubscriptionAvailable) {
    static CatalogueEntryBody of(ApiEntity api) {
        ApiInfo info = ApiInfo.of(api);
        return new CatalogueEntryBody(
                info.id(),
                info.name(),
                info.description(),
                info.context(),
                info.version(),
                info.type(),
                info.createdTime(),
                info.provider(),
                info.lifeCycleStatus(),
                api.design().profile().tags(),
                api.design().policies(),
                ApiBody.Business.of(api.design().profile().business()),
                SubscriptionRules.isSubscribable(api));
    }
}
