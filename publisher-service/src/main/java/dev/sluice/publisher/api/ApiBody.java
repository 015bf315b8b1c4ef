package dev.sluice.publisher.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API as the REST API shows it. */
record ApiBody(
        String id,
        String name,
        String description,
        String context,
        String version,
        String provider,
        String lifeCycleStatus,
        String type,
        boolean isDefaultVersion,
        List<String> transport,
        List<String> policies,
        String authorizationHeader,
        String apiKeyHeader,
        String visibility,
        EndpointConfig endpointConfig,
        List<Operation> operations,
        Streaming streaming,
        String createdTime,
        String lastUpdatedTime) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndpointConfig(
            @JsonProperty("endpoint_type") String endpointType,
            @JsonProperty("production_endpoints") @Nullable Url production,
            @JsonProperty("sandbox_endpoints") @Nullable Url sandbox) {
        static EndpointConfig of(Map<KeyType, String> endpoints) {
            return new EndpointConfig(
                    "http", Url.of(endpoints.get(KeyType.PRODUCTION)), Url.of(endpoints.get(KeyType.SANDBOX)));
        }
    }

    record Url(String url) {
        static @Nullable Url of(@Nullable String url) {
            return url == null ? null : new Url(url);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Operation(
            String target,
            String verb,
            String authType,
            List<String> scopes,
            @Nullable String uriMapping,
            TopicOptions streaming) {
        static Operation of(ApiTopic topic) {
            return new Operation(
                    topic.target(),
                    "SUBSCRIBE",
                    topic.authType(),
                    topic.scopes(),
                    topic.uriMapping(),
                    TopicOptions.of(topic));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopicOptions(@Nullable String pull, String resume, String slowClient, String onGap, boolean controlEvents) {
        static TopicOptions of(ApiTopic topic) {
            var streaming = topic.streaming();
            var pull = streaming.pull();
            return new TopicOptions(
                    pull == null ? null : pull.wireName(),
                    streaming.resume().wireName(),
                    streaming.slowClient().wireName(),
                    streaming.onGap().wireName(),
                    streaming.controlEvents());
        }
    }

    record Streaming(
            int eventPartitions,
            long retentionMs,
            long retentionBytes,
            long heartbeatMs,
            long retryMs,
            long maxAgeMs,
            int maxEventBytes,
            boolean sameStream) {
        static Streaming of(int eventPartitions, ApiStreaming streaming) {
            return new Streaming(
                    eventPartitions,
                    streaming.retentionMs(),
                    streaming.retentionBytes(),
                    streaming.heartbeatMs(),
                    streaming.retryMs(),
                    streaming.maxAgeMs(),
                    streaming.maxEventBytes(),
                    streaming.sameStream());
        }
    }

    static ApiBody of(ApiEntity api) {
        ApiDesign design = api.design();
        return new ApiBody(
                api.id().toString(),
                api.name(),
                design.description(),
                api.context(),
                api.version(),
                api.provider(),
                api.state().name(),
                "SSE",
                false,
                design.transports().stream().map(Transport::wireName).toList(),
                design.policies(),
                design.auth().authorizationHeader(),
                design.auth().apiKeyHeader(),
                "PUBLIC",
                EndpointConfig.of(design.endpoints()),
                design.topics().stream().map(Operation::of).toList(),
                Streaming.of(design.eventPartitions(), design.streaming()),
                api.createdAt().toString(),
                api.updatedAt().toString());
    }
}
