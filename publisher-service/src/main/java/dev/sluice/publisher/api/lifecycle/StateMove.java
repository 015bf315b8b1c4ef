package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;

/**
 * An API moves; fired in the transaction that moves it.
 *
 * @param api in its new state
 */
public record StateMove(ApiEntity api, LifecycleState from, LifecycleState to, String user) {}
