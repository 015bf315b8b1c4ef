package dev.sluice.publisher.api;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import java.util.List;
import java.util.Map;

/**
 * What the creator of an API decides; a revision is a copy of it. Stored as JSON: fields may be added, none renamed.
 *
 * @param endpoints the backend's URL by key type, without a trailing slash
 * @param policies names of the business plans it is offered under
 */
public record ApiDesign(
        String description,
        Map<KeyType, String> endpoints,
        List<Transport> transports,
        List<String> policies,
        ApiAuth auth,
        int eventPartitions,
        List<ApiTopic> topics,
        ApiStreaming streaming) {
    public ApiDesign {
        endpoints = Map.copyOf(endpoints);
        transports = List.copyOf(transports);
        policies = List.copyOf(policies);
        topics = List.copyOf(topics);
    }
}
