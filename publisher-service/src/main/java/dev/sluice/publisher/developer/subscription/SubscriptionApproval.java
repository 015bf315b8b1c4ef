package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.api.version.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;

/** Which APIs' subscriptions wait for their publisher: as the API says, else as the installation does. */
@ApplicationScoped
class SubscriptionApproval {
    private final boolean usual;

    SubscriptionApproval(ApprovalConfig config) {
        this.usual = config.approval();
    }

    boolean isNeeded(ApiEntity api) {
        Boolean ofApi = api.design().audience().subscriptionApproval();
        return ofApi == null ? usual : ofApi;
    }
}
