package dev.sluice.gateway.server;

import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.control.DataPlaneState;
import dev.sluice.gateway.control.GatewayConfig;
import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.fanout.Demands;
import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.fanout.KafkaReadSettings;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.gateway.usage.UsageReporter;
import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the data plane with the process, and ends it. */
@Singleton
class DataPlaneStart {
    private static final Logger LOG = Logger.getLogger(DataPlaneStart.class);
    /** Than the node's own word that it is leaving. */
    private static final int LATER = 200;
    /** For Kafka to take it; after that it is missing. */
    private static final Duration LAST_USAGE = Duration.ofSeconds(3);

    private final EventLoops loops;
    private final Fanout fanout;
    private final DataPlane dataPlane;
    private final Drain drain;
    private final GatewayMeters meters;
    private final UsageReporter usage;
    private final MeterRegistry registry;
    private final ControlPlane control;
    private final DataPlaneState state;
    private final HttpConfig http;
    private final HttpsConfig https;
    private final @Nullable ServerTls tls;
    private final CertificateWatch certificates = new CertificateWatch();
    private @Nullable InetSocketAddress address;

    DataPlaneStart(
            GatewayConfig gateway,
            HttpConfig http,
            HttpsConfig https,
            DrainConfig drainConfig,
            TlsConfig tls,
            StreamConfig streamConfig,
            RingConfig ring,
            ReplayConfig replay,
            KafkaConfig kafka,
            KafkaConnection connection,
            KafkaTopics topics,
            Admin admin,
            NodeIdentity identity,
            KafkaDemandLog demandLog,
            KafkaUsageLog usageLog,
            ControlPlane control,
            Rights rights,
            QuotaTable quotas,
            DataPlaneState state,
            MeterRegistry registry,
            ServiceThreads threads) {
        this.http = http;
        this.https = https;
        this.tls = ServerTls.configured(tls).orElse(null);
        this.control = control;
        this.state = state;
        HttpSettings settings = HttpSettings.of(http, streamConfig.verdictTimeout(), gateway.portalOrigins());
        this.loops = new EventLoops(http.eventLoops());
        FrameEncoder encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT);
        Demands demands = new Demands(demandLog, identity.nodeId(), identity.incarnation(), kafka.shards(), threads);
        KafkaReadSettings reading =
                new KafkaReadSettings(connection.asking("gateway-streams"), admin, topics, replay.bytesPerSecond());
        List<FailFastLoop> failFast = loops.failFast(threads);
        this.fanout = new Fanout(reading, encoder, demands, failFast, ring.limits(), threads);
        StreamLimits limits = new StreamLimits(
                streamConfig.maxUnsentBytes(),
                replay.bytesPerSecondPerClient(),
                streamConfig.stallTimeout(),
                streamConfig.tcpUserTimeout());
        this.dataPlane = new DataPlane(loops, failFast, fanout, rights, quotas, limits, settings, threads);
        this.drain = new Drain(dataPlane, DrainSettings.of(drainConfig));
        this.meters = new GatewayMeters(registry, dataPlane, drain, fanout, control);
        this.registry = registry;
        UsageReporter.Reporter reporter =
                new UsageReporter.Reporter(identity.nodeId(), identity.incarnation(), gateway.environment());
        this.usage = new UsageReporter(usageLog, reporter, dataPlane.usage(), Clock.systemUTC(), threads);
    }

    void onStart(@Observes StartupEvent event) throws InterruptedException {
        meters.register();
        UsageMeters.register(registry, usage);
        fanout.start();
        control.listen(dataPlane);
        dataPlane.start();
        control.whenStarted().thenRun(usage::start);
        InetSocketAddress bound = dataPlane.bind(http.host(), http.port(), null);
        bindTls();
        address = bound;
        state.onBound(bound.getHostString() + ':' + bound.getPort(), dataPlane::streams);
        LOG.infof("data plane takes connections: address=%s epoll=%s", bound, loops.isEpoll());
    }

    private void bindTls() throws InterruptedException {
        if (tls == null) {
            LOG.info("the data plane has no certificate, and no HTTPS");
            return;
        }
        InetSocketAddress bound = dataPlane.bind(http.host(), https.port(), tls);
        certificates.start(tls);
        LOG.infof("data plane takes TLS connections: address=%s provider=%s", bound, tls.provider());
    }

    /** The node's record says already that it drains. Until all clients have gone, everything else stays as it is. */
    void onLeave(@Observes @Priority(LATER) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        if (address != null) {
            drain.run();
            usage.flush(LAST_USAGE);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        if (address != null) {
            certificates.close();
            usage.close();
            dataPlane.close();
            fanout.close();
            loops.close();
            if (tls != null) {
                tls.close();
            }
        }
    }
}
