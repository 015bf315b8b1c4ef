package dev.sluice.gateway.route;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.RequestTarget;

/** Where a request leads. */
public sealed interface RouteResult {
    /**
     * A topic of a deployed API.
     *
     * @param transport over which it was asked for
     * @param target the whole path in normal form, and the backend's query
     * @param backendPath normalised, without the endpoint's own path
     */
    record Found(ApiRecord api, ApiTopic topic, Transport transport, RequestTarget target, String backendPath)
            implements RouteResult {
        /** Returns the channel of this route; check {@link Channel#isTooLong} before it is used. */
        public Channel channel(KeyType keyType) {
            return new Channel(api.apiId(), api.environment(), keyType, backendPath, target.query());
        }
    }

    /**
     * A topic of an API that has been taken from this environment, and may come back.
     *
     * @param was what was found while it was deployed
     */
    record Undeployed(Found was) implements RouteResult {}

    /** No API at this path, or none that this transport may show. */
    record UnknownApi() implements RouteResult {}

    /** The API has no topic at this path. */
    record UnknownTopic(ApiRecord api) implements RouteResult {}

    /** @param why what is wrong with the target, for the client */
    record Malformed(String why) implements RouteResult {}
}
