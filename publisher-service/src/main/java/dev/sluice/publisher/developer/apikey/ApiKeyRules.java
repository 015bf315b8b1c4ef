package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which keys may be made. */
final class ApiKeyRules {
    /** Of one application, API and type: enough to give each place that uses them its own, and to replace them. */
    static final int MAX_KEYS = 10;

    /** The plan under which applications need no subscription. */
    private static final String SUBSCRIPTIONLESS = "AsyncDefaultSubscriptionless";

    private static final Set<LifecycleState> WITHOUT_KEYS = EnumSet.of(LifecycleState.CREATED, LifecycleState.RETIRED);

    private ApiKeyRules() {}

    /** Returns whether an application needs no subscription. */
    static boolean isOpenToAll(ApiEntity api) {
        return api.design().policies().contains(SUBSCRIPTIONLESS);
    }

    /** Returns why no key for this API is made; empty = none speaks against it. */
    static Optional<Refusal> refusal(ApiEntity api, boolean isSubscribed, long present) {
        if (api.design().isThirdParty()) {
            return Optional.of(Refusal.of(
                    PublisherProblem.API_KEY_NOT_OFFERED, "A third-party API has its keys where it is managed."));
        }
        if (!api.design().auth().schemes().contains(ApiAuth.API_KEY)) {
            return Optional.of(Refusal.of(
                    PublisherProblem.API_KEY_NOT_OFFERED,
                    "The API takes no API keys, but " + api.design().auth().schemes() + '.'));
        }
        if (WITHOUT_KEYS.contains(api.state())) {
            return Optional.of(Refusal.of(
                    PublisherProblem.API_KEY_NOT_OFFERED, "The API is " + api.state() + ": a key would open nothing."));
        }
        if (!isSubscribed) {
            return Optional.of(Refusal.of(
                    PublisherProblem.NOT_SUBSCRIBED,
                    "The application is not subscribed to the API: a key would open nothing."));
        }
        if (present >= MAX_KEYS) {
            return Optional.of(Refusal.of(
                    PublisherProblem.TOO_MANY_API_KEYS,
                    "The application has " + MAX_KEYS + " keys of this type for the API: revoke one first."));
        }
        return Optional.empty();
    }
}
