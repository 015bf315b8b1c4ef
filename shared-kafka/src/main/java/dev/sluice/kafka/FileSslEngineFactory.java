package dev.sluice.kafka;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a client of Kafka by files that are renewed while it runs. Each connection is made with what the files hold at its
 * beginning; files that cannot be used leave what there was. Made by Kafka's clients from {@code ssl.engine.factory.class};
 * thread safe.
 */
public final class FileSslEngineFactory implements SslEngineFactory {
    /** A setting of ours: the file of each setting that has its value in one, by the setting's name. */
    static final String FILES = "sluice.ssl.files";

    private static final List<String> STORES =
            List.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);

    private static final Logger LOG = Logger.getLogger(FileSslEngineFactory.class);

    private final Map<String, Object> settings = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private Contents used = new Contents(Map.of(), Map.of());
    private SslEngineFactory current = new DefaultSslEngineFactory();

    @Override
    public synchronized void configure(Map<String, ?> configs) {
        settings.putAll(configs);
        if (configs.get(FILES) instanceof Map<?, ?> named) {
            named.forEach((name, file) -> files.put(String.valueOf(name), String.valueOf(file)));
        }
        try {
            use(read());
        } catch (IOException | IllegalArgumentException | KafkaException broken) {
            beginWithoutFiles(broken);
        }
    }

    /** As they are written: what was read at the start of the process may still fit. */
    private void beginWithoutFiles(Exception broken) {
        try {
            current.configure(settings);
        } catch (KafkaException unusable) {
            unusable.addSuppressed(broken);
            throw unusable;
        }
        LOG.warnf("connections to Kafka begin with the certificates of the start: reason=%s", broken);
    }

    @Override
    public synchronized SSLEngine createClientSslEngine(String peerHost, int peerPort, String endpointIdentification) {
        renew();
        return current.createClientSslEngine(peerHost, peerPort, endpointIdentification);
    }

    private void renew() {
        try {
            Contents now = read();
            if (!now.equals(used)) {
                use(now);
                LOG.debug("connections to Kafka have other certificates");
            }
        } catch (IOException | IllegalArgumentException | KafkaException broken) {
            LOG.warnf("connections to Kafka keep the old certificates: reason=%s", broken);
        }
    }

    private void use(Contents now) {
        SslEngineFactory next = new DefaultSslEngineFactory();
        next.configure(with(now));
        current = next;
        used = now;
    }

    private Contents read() throws IOException {
        Map<String, Password> values = new HashMap<>();
        files.forEach((name, file) -> values.put(name, new Password(KafkaSecurity.readFile(name, file))));
        Map<String, ByteBuffer> stores = new HashMap<>();
        for (String store : STORES) {
            if (settings.get(store) instanceof String location) {
                stores.put(store, ByteBuffer.wrap(Files.readAllBytes(Path.of(location))));
            }
        }
        return new Contents(values, stores);
    }

    private Map<String, Object> with(Contents now) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(now.values());
        return all;
    }

    /**
     * Compared by what is in the files: two of them may have the same time.
     *
     * @param values by the name of the setting
     * @param stores by the name of the setting that says where they are
     */
    private record Contents(Map<String, Password> values, Map<String, ByteBuffer> stores) {
        Contents {
            values = Map.copyOf(values);
            stores = Map.copyOf(stores);
        }
    }

    /** @throws UnsupportedOperationException always: this factory serves clients, which accept no connection */
    @Override
    public SSLEngine createServerSslEngine(String peerHost, int peerPort) {
        throw new UnsupportedOperationException("a factory for clients makes no server engine");
    }

    @Override
    public synchronized boolean shouldBeRebuilt(Map<String, Object> nextConfigs) {
        return current.shouldBeRebuilt(nextConfigs);
    }

    @Override
    public synchronized Set<String> reconfigurableConfigs() {
        return current.reconfigurableConfigs();
    }

    @Override
    public synchronized @Nullable KeyStore keystore() {
        return current.keystore();
    }

    @Override
    public synchronized @Nullable KeyStore truststore() {
        return current.truststore();
    }

    @Override
    public void close() {}
}
