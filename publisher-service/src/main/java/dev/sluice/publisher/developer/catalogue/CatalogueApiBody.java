package dev.sluice.publisher.developer.catalogue;

import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.api.body.ApiBody;
import dev.sluice.publisher.api.design.Advertisement;
import dev.sluice.publisher.api.design.ApiProfile;
import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.registry.ApiInfo;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.subscription.SubscriptionRules;
import java.util.List;

/** An API as the developer portal shows it: the contract's {@code API}. Its backend is not shown. */
final class CatalogueApiBody {
    public final String id;
    public final String name;
    public final String description;
    public final String context;
    public final String version;
    public final String provider;
    public final String type;
    public final String lifeCycleStatus;
    public final boolean isDefaultVersion;
    public final boolean hasThumbnail = false;
    public final List<String> transport;
    public final List<Operation> operations;
    public final String authorizationHeader;
    public final String apiKeyHeader;
    public final List<String> securityScheme;
    public final List<String> tags;
    public final List<Tier> tiers;
    public final List<ApiProfile.Property> additionalProperties;
    public final List<EndpointUrls> endpointURLs;
    public final ApiBody.Business businessInformation;
    public final List<String> environmentList;
    public final Advertisement advertiseInfo;
    public final List<ScopeEntry> scopes;
    public final boolean isSubscriptionAvailable;
    public final boolean isSubscriptionRequired;
    public final List<String> categories = List.of();
    public final String createdTime;
    public final String lastUpdatedTime;

    private CatalogueApiBody(ApiEntity api, List<EndpointUrls> urls) {
        ApiInfo info = ApiInfo.of(api);
        Design design = api.design();
        id = info.id();
        name = info.name();
        description = info.description();
        context = info.context();
        version = info.version();
        provider = info.provider();
        type = info.type();
        lifeCycleStatus = info.lifeCycleStatus();
        isDefaultVersion = api.isDefaultVersion();
        transport = design.transports().stream().map(Transport::wireName).toList();
        operations = design.topics().stream().map(Operation::of).toList();
        authorizationHeader = design.auth().authorizationHeader();
        apiKeyHeader = design.auth().apiKeyHeader();
        securityScheme = design.auth().schemes();
        tags = design.profile().tags();
        tiers = (design.isThirdParty() ? List.<String>of() : design.subscriptionPlans())
                .stream().map(plan -> new Tier(plan, "FREE")).toList();
        additionalProperties = design.profile().properties().stream()
                .filter(ApiProfile.Property::display)
                .toList();
        endpointURLs = urls;
        businessInformation = ApiBody.Business.of(design.profile().business());
        environmentList = urls.stream().map(EndpointUrls::environmentName).toList();
        advertiseInfo = design.advertisement().forDevelopers();
        scopes = design.scopes().stream().map(ScopeEntry::of).toList();
        isSubscriptionAvailable = SubscriptionRules.isSubscribable(api);
        isSubscriptionRequired = design.needsSubscription();
        createdTime = info.createdTime();
        lastUpdatedTime = info.updatedTime();
    }

    static CatalogueApiBody of(ApiEntity api, List<EndpointUrls> urls) {
        return new CatalogueApiBody(api, urls);
    }

    /**
     * A topic.
     *
     * @param authType {@code None} = open to all
     * @param scopes of which a token has to have one; empty = none is asked for
     */
    record Operation(String id, String target, String verb, String authType, List<String> scopes) {
        static Operation of(ApiTopic topic) {
            return new Operation(topic.target(), topic.target(), "SUBSCRIBE", topic.authType(), topic.scopes());
        }
    }

    /** {@code tierPlan} is FREE: no developer is billed. */
    record Tier(String tierName, String tierPlan) {}

    record ScopeEntry(String key, String name, List<String> roles, String description) {
        static ScopeEntry of(ApiScope scope) {
            return new ScopeEntry(scope.name(), scope.displayName(), scope.roles(), scope.description());
        }
    }
}
