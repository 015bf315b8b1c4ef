package dev.sluice.publisher.api.lifecycle;

import dev.sluice.publisher.api.version.ApiEntity;

/**
 * An API before its next move.
 *
 * @param isDeployed whether a gateway may serve it
 * @param subscriptions to this version
 */
record Standing(ApiEntity api, boolean hasOtherVersions, boolean isDeployed, long subscriptions) {
    LifecycleEffect effectOf(LifecycleAction action) {
        return isDeployed ? LifecycleEffect.of(api.state(), action.target()) : LifecycleEffect.NONE;
    }
}
