package dev.sluice.publisher.api.design;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.publisher.plan.PlanNames;
import java.util.List;
import java.util.Map;

/**
 * What the creator of an API decides; a revision is a copy of it. Stored as JSON: fields may be added, none renamed, and one
 * that an older row has not reads as its default.
 *
 * @param endpoints the backend's URL by key type, without a trailing slash
 * @param policies names of the business plans it is offered under
 * @param eventPartitions fixed for the API's life
 * @param endpointSecurity how the relay signs in at the backend, by key type; only where it does. The secrets are sealed
 * @param type fixed for the API's life
 * @param topicDocs by the topic's target; only those about which something is written
 */
public record Design(
        String description,
        Map<KeyType, String> endpoints,
        List<Transport> transports,
        List<String> policies,
        ApiAuth auth,
        int eventPartitions,
        List<ApiTopic> topics,
        ApiStreaming streaming,
        Map<String, TopicDoc> topicDocs,
        List<ApiScope> scopes,
        Cors cors,
        ApiProfile profile,
        ApiAudience audience,
        Map<KeyType, EndpointSecurity> endpointSecurity,
        ApiType type,
        Advertisement advertisement) {
    /** What an API has whose creator says nothing about it. */
    public static final Cors NO_CORS = new Cors(false, List.of(Cors.ANY), false, List.of(), List.of());

    public Design {
        endpoints = Map.copyOf(endpoints);
        transports = List.copyOf(transports);
        policies = List.copyOf(policies);
        topics = List.copyOf(topics);
        topicDocs = topicDocs == null ? Map.of() : Map.copyOf(topicDocs);
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
        cors = cors == null ? NO_CORS : cors;
        profile = profile == null ? ApiProfile.EMPTY : profile;
        audience = audience == null ? ApiAudience.EVERYBODY : audience;
        endpointSecurity = endpointSecurity == null ? Map.of() : Map.copyOf(endpointSecurity);
        type = type == null ? ApiType.SSE : type;
        advertisement = advertisement == null ? Advertisement.NONE : advertisement;
    }

    /** The same with other topics. */
    public Design withTopics(Topics newTopics) {
        return new Design(
                description,
                endpoints,
                transports,
                policies,
                auth,
                eventPartitions,
                newTopics.list(),
                streaming,
                newTopics.docs(),
                scopes,
                cors,
                profile,
                audience,
                endpointSecurity,
                type,
                advertisement);
    }

    /** The same with other scopes. */
    public Design withScopes(List<ApiScope> newScopes) {
        return new Design(
                description,
                endpoints,
                transports,
                policies,
                auth,
                eventPartitions,
                topics,
                streaming,
                topicDocs,
                newScopes,
                cors,
                profile,
                audience,
                endpointSecurity,
                type,
                advertisement);
    }

    /** The same with other sign-ins at its backends. */
    public Design withEndpointSecurity(Map<KeyType, EndpointSecurity> newSecurity) {
        return new Design(
                description,
                endpoints,
                transports,
                policies,
                auth,
                eventPartitions,
                topics,
                streaming,
                topicDocs,
                scopes,
                cors,
                profile,
                audience,
                newSecurity,
                type,
                advertisement);
    }

    /** Returns whether it is somebody else's: shown to developers, and neither served nor subscribed to. */
    public boolean isThirdParty() {
        return type == ApiType.ASYNC;
    }

    /** Returns whether a gateway and a relay that had this one in the place of the other would do the same. */
    public boolean isServedAs(Design other) {
        return endpoints.equals(other.endpoints)
                && endpointSecurity.equals(other.endpointSecurity)
                && transports.equals(other.transports)
                && auth.equals(other.auth)
                && needsSubscription() == other.needsSubscription()
                && topics.equals(other.topics)
                && streaming.equals(other.streaming)
                && cors.equals(other.cors);
    }

    /** Returns whether applications have to be subscribed to open it. */
    public boolean needsSubscription() {
        return !policies.contains(PlanNames.SUBSCRIPTIONLESS);
    }

    /** The plans among which a subscription chooses. */
    public List<String> subscriptionPlans() {
        return policies.stream()
                .filter(plan -> !plan.equals(PlanNames.SUBSCRIPTIONLESS))
                .toList();
    }

    public EndpointSecurity securityOf(KeyType keyType) {
        return endpointSecurity.getOrDefault(keyType, EndpointSecurity.NONE);
    }

    /** What is written about this topic; empty texts if nothing is. */
    public TopicDoc docOf(ApiTopic topic) {
        return topicDocs.getOrDefault(topic.target(), new TopicDoc("", ""));
    }

    /** An API's topics, and what is written about them by target. */
    public record Topics(List<ApiTopic> list, Map<String, TopicDoc> docs) {}
}
