package dev.sluice.kafka;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where Kafka is and how a service shows itself there: what every client of the service is made with, be it a consumer, a
 * producer or an admin. A value; its text has no secrets.
 */
public final class KafkaConnection {
    private static final int ANSWER_MILLIS = 3_000;
    /** At most so long after Kafka is back it is found. */
    private static final int RECONNECT_MILLIS = 500;

    private final String bootstrapServers;
    private final Map<String, Object> security;

    /** A connection without encryption and credentials. */
    public KafkaConnection(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    private KafkaConnection(String bootstrapServers, Map<String, Object> security) {
        this.bootstrapServers = bootstrapServers;
        this.security = Map.copyOf(security);
    }

    /**
     * A connection as it is configured; reads the files that hold its secrets.
     *
     * @param bootstrapServers {@code host:port}, separated by commas
     * @param setting what is configured under a key such as {@code sluice.kafka.security.protocol}
     * @throws IllegalArgumentException which setting is wrong, in a sentence without secrets
     */
    public static KafkaConnection configured(String bootstrapServers, Function<String, Optional<String>> setting) {
        return new KafkaConnection(bootstrapServers, KafkaSecurity.settings(setting));
    }

    /** The keys beside {@code sluice.kafka.bootstrap-servers} that say how to connect. */
    public static Set<String> keys() {
        return KafkaSecurity.keys();
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** What a client needs to be let in, without the servers; secrets are {@code Password}s, which are never shown. */
    public Map<String, Object> security() {
        return security;
    }

    /** The settings of a client with these of its own. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(security);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(own);
        return Collections.unmodifiableMap(all);
    }

    /**
     * The settings of a consumer or an admin that gives a question up after three seconds, about what a broker's fail-over
     * takes, and asks the next one.
     */
    public Map<String, Object> asking(String clientId) {
        return with(Map.of(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                clientId,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                RECONNECT_MILLIS));
    }

    @Override
    public String toString() {
        Object protocol = security.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        return bootstrapServers + " by " + protocol;
    }
}
