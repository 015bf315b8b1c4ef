package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.application.ApplicationEntity;

/** A subscription with what it connects. */
record SubscriptionDetails(SubscriptionEntity subscription, ApiEntity api, ApplicationEntity application) {}
