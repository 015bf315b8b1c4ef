package dev.sluice.model.api;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.VersionedRecord;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API as deployed on one gateway environment: {@code sluice.apis}, key {@code <environment>/<apiId>}.
 *
 * @param basePath context and version as clients write them: {@code /observer/1.0.0}
 * @param eventPartitions of its events topic, 1 to 64, fixed for its life
 * @param endpoints by key type; no entry = not served for that type
 */
public record ApiRecord(
        int schema,
        long version,
        String apiId,
        String name,
        String context,
        String apiVersion,
        String basePath,
        boolean defaultVersion,
        String environment,
        List<String> vhosts,
        RevisionRef revision,
        LifecycleState state,
        List<Transport> transports,
        int eventPartitions,
        Map<KeyType, Endpoint> endpoints,
        ApiAuth auth,
        Cors cors,
        List<ApiTopic> topics,
        ApiStreaming streaming)
        implements VersionedRecord {

    public static final int MAX_EVENT_PARTITIONS = 64;

    private static final Pattern API_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public ApiRecord {
        if (!isApiId(apiId)) {
            throw new IllegalArgumentException("apiId cannot be part of a Kafka topic's name: '" + apiId + "'");
        }
        requireNonNull(context, "context");
        requireNonNull(basePath, "basePath");
        requireNonNull(environment, "environment");
        requireNonNull(state, "state");
        auth = auth == null ? ApiAuth.DEFAULT : auth;
        cors = cors == null ? Cors.OFF : cors;
        streaming = streaming == null ? ApiStreaming.DEFAULT : streaming;
        vhosts = vhosts == null ? List.of() : List.copyOf(vhosts);
        transports = transports == null ? List.of() : List.copyOf(transports);
        endpoints = endpoints == null ? Map.of() : Map.copyOf(endpoints);
        topics = topics == null ? List.of() : List.copyOf(topics);
        if (eventPartitions < 1 || eventPartitions > MAX_EVENT_PARTITIONS) {
            throw new IllegalArgumentException("eventPartitions must be 1 to 64, was " + eventPartitions);
        }
    }

    /** Returns whether this can be an API's id: it is part of keys, and of a Kafka topic's name. */
    public static boolean isApiId(String text) {
        return API_ID.matcher(text).matches();
    }

    /** Its key in {@code sluice.apis}. */
    public String key() {
        return environment + '/' + apiId;
    }

    public @Nullable Endpoint endpoint(KeyType keyType) {
        return endpoints.get(keyType);
    }
}
