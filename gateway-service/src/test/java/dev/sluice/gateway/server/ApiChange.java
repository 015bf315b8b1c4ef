package dev.sluice.gateway.server;

import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import java.util.List;

/** A later version of an API. */
final class ApiChange {
    private final ApiRecord before;
    private LifecycleState state;
    private List<Transport> transports;
    private Cors cors;
    private List<ApiTopic> topics;
    private ApiStreaming streaming;
    private ApiAuth auth;

    private ApiChange(ApiRecord before) {
        this.before = before;
        this.state = before.state();
        this.transports = before.transports();
        this.cors = before.cors();
        this.topics = before.topics();
        this.streaming = before.streaming();
        this.auth = before.auth();
    }

    static ApiChange of(ApiRecord before) {
        return new ApiChange(before);
    }

    ApiChange to(LifecycleState newState) {
        state = newState;
        return this;
    }

    ApiChange over(Transport... offered) {
        transports = List.of(offered);
        return this;
    }

    ApiChange with(ApiAuth credentials) {
        auth = credentials;
        return this;
    }

    ApiChange with(Cors rules) {
        cors = rules;
        return this;
    }

    /** Its topic is for holders of a token alone. */
    ApiChange secured() {
        topics = List.of(new ApiTopic(
                "/*", null, "Any", List.of(), before.topics().getFirst().streaming()));
        return this;
    }

    /** All its paths are one topic, open to all. */
    ApiChange with(TopicStreaming topic) {
        topics = List.of(new ApiTopic("/*", null, ApiTopic.OPEN, List.of(), topic));
        return this;
    }

    ApiChange heartbeat(long millis) {
        streaming = new ApiStreaming(
                streaming.retentionMs(),
                streaming.retentionBytes(),
                millis,
                streaming.retryMs(),
                streaming.maxAgeMs(),
                streaming.maxEventBytes(),
                streaming.sameStream());
        return this;
    }

    ApiChange maxAge(long millis) {
        streaming = new ApiStreaming(
                streaming.retentionMs(),
                streaming.retentionBytes(),
                streaming.heartbeatMs(),
                streaming.retryMs(),
                millis,
                streaming.maxEventBytes(),
                streaming.sameStream());
        return this;
    }

    ApiRecord next() {
        return new ApiRecord(
                before.schema(),
                Streaming.nextVersion(),
                before.apiId(),
                before.name(),
                before.context(),
                before.apiVersion(),
                before.basePath(),
                before.defaultVersion(),
                before.environment(),
                before.vhosts(),
                before.revision(),
                state,
                transports,
                before.eventPartitions(),
                before.endpoints(),
                auth,
                cors,
                topics,
                streaming);
    }
}
