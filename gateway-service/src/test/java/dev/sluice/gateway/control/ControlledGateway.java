package dev.sluice.gateway.control;

import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.JwtVerifier;
import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.gateway.access.TestIssuer;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.Transport;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;

/** A gateway's control side, started. */
final class ControlledGateway implements ControlListener {
    private static final Duration SOON = Duration.ofSeconds(20);

    final ServiceThreads threads = new ServiceThreads(new FailedThreads());
    private final AccessTable table = new AccessTable();
    private final Admission admission = new Admission(table, new JwtVerifier(table, TestIssuer.ISSUER), Tickets.off());
    final ControlPlane plane;
    final List<RouteTable> published = new CopyOnWriteArrayList<>();

    ControlledGateway(Map<String, Object> settings, Admin admin, KafkaTopics topics) {
        plane = new ControlPlane(
                settings,
                admin,
                topics,
                "Default",
                table,
                new KafkaContact(System::nanoTime, Duration.ofSeconds(5)),
                threads);
        plane.listen(this);
        plane.start();
    }

    @Override
    public void onApisChanged() {
        published.add(plane.routes());
    }

    @Override
    public void onAccessChanged() {
        // asked for, not told, in these tests
    }

    void awaitCaughtUp() {
        await().atMost(SOON).until(plane::isCaughtUp);
    }

    long version(String apiId) {
        return plane.routes().api(apiId).map(ApiRecord::version).orElse(0L);
    }

    /** What it says now of a request with a token of this id, without waiting for more. */
    AdmitResult decide(TestIssuer issuer, String tokenId) {
        long expires = System.currentTimeMillis() + Duration.ofHours(1).toMillis();
        RequestCredentials credentials =
                RequestCredentials.of(List.of("Bearer " + issuer.token("client", tokenId, expires)), List.of(), null);
        RouteResult.Found found =
                (RouteResult.Found) plane.routes().route("/observer/1.0.0/memory", null, Transport.HTTP);
        Caller caller = new Caller(InetAddress.getLoopbackAddress(), List.of());
        return admission
                .decide(found, credentials, caller, System.currentTimeMillis())
                .last();
    }
}
