package dev.sluice.publisher.delivery.kafka;

import dev.sluice.kafka.KafkaConnection;
import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Has the clients of the channels let in as all others are. */
@Singleton
class ChannelSecurity implements ClientCustomizer<Map<String, Object>> {
    private final KafkaConnection kafka;

    ChannelSecurity(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    @Override
    public Map<String, Object> customize(String channel, Config channelConfig, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(kafka.security());
        return all;
    }
}
