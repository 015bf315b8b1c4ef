package dev.sluice.gateway.control;

import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.access.IssuedTicket;
import dev.sluice.gateway.access.RequestCredentials;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.api.Transport;
import dev.sluice.model.control.ControlEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The control plane's decisions on a request or a stream, as of now. Thread safe; nothing blocks. */
@Singleton
public final class Rights {
    private final ControlPlane control;
    private final Admission admission;
    private final Tickets tickets;
    private final KafkaContact contact;

    public Rights(ControlPlane control, Admission admission, Tickets tickets, KafkaContact contact) {
        this.control = control;
        this.admission = admission;
        this.tickets = tickets;
        this.contact = contact;
    }

    public boolean isReady() {
        return control.isCaughtUp();
    }

    public boolean isKafkaAway() {
        return contact.isAway();
    }

    public RouteResult route(String rawPath, @Nullable String rawQuery, Transport transport) {
        return control.routes().route(rawPath, rawQuery, transport);
    }

    /** Returns the base paths of APIs that have the context of this path, and that these credentials open. */
    public List<String> versionsAt(
            String rawPath,
            Transport transport,
            Function<RouteResult.Found, RequestCredentials> credentials,
            Caller caller) {
        long now = System.currentTimeMillis();
        return control.routes().versionsAt(rawPath, transport).stream()
                .filter(found -> admission.mayKnow(found, credentials.apply(found), caller, now))
                .map(found -> found.api().basePath())
                .toList();
    }

    /** Returns whether any API allows pages of this origin. */
    public boolean allowsOrigin(String origin) {
        return control.routes().allowsOrigin(origin);
    }

    /** Returns whether any API has its keys in this header; case does not count. */
    public boolean isKeyHeader(String name) {
        return control.routes().isKeyHeader(name);
    }

    /**
     * Decides whether a request may have its topic, and once more, within half a second, when a record that is missing may
     * still come. The result is {@link AdmitResult.NotYet} only while Kafka does not say what there is.
     *
     * @param loop where the result is wanted
     */
    public void admit(
            RouteResult.Found found,
            RequestCredentials credentials,
            Caller caller,
            Executor loop,
            Consumer<AdmitResult> then) {
        AdmitResult first = decide(found, credentials, caller);
        if (!(first instanceof AdmitResult.NotYet) || contact.isAway()) {
            then.accept(first);
            return;
        }
        control.readAccessToPresentEnd()
                .thenAccept(isRead -> loop.execute(() -> {
                    AdmitResult second = decide(found, credentials, caller);
                    then.accept(isRead ? second.last() : second);
                }));
    }

    private AdmitResult decide(RouteResult.Found found, RequestCredentials credentials, Caller caller) {
        return admission.decide(found, credentials, caller, System.currentTimeMillis());
    }

    /** Returns whether this gateway has a key that signs tickets. */
    public boolean issuesTickets() {
        return tickets.isOn();
    }

    /** Empty when the stream is one that needs no ticket. */
    public Optional<IssuedTicket> ticket(RouteResult.Found found, Grant grant, @Nullable String origin) {
        return admission.ticket(found, grant, origin, System.currentTimeMillis());
    }

    /**
     * Returns by what a stream is counted, as plans are now.
     *
     * @param before by what it was counted until now; empty = by nothing
     */
    public List<PlanCounter> counters(Grant grant, List<PlanCounter> before) {
        return admission.counters(grant, control.routes(), before);
    }

    /** Returns when a right ends by itself, as things are now, epoch milliseconds; {@link Long#MAX_VALUE} = never. */
    public long expiresAtMillis(Grant grant) {
        return admission.expiresAtMillis(grant);
    }

    public Optional<ControlEvent> endOf(Grant grant, long nowMillis) {
        return admission.endOf(grant, control.routes(), nowMillis);
    }
}
