package dev.sluice.gateway.http;

import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.AdmitResult;
import dev.sluice.gateway.access.Credentials;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.control.KafkaContact;
import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.control.ControlEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the control plane says of a request or a stream now. For any thread; nothing blocks. */
final class Rights {
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final ControlPlane control;
    private final Admission admission;
    private final KafkaContact contact;

    Rights(ControlPlane control, Admission admission, KafkaContact contact) {
        this.control = control;
        this.admission = admission;
        this.contact = contact;
    }

    boolean isReady() {
        return control.isCaughtUp();
    }

    boolean isKafkaAway() {
        return contact.silentFor().compareTo(AWAY) > 0;
    }

    RouteResult route(String rawPath, @Nullable String rawQuery) {
        return control.routes().route(rawPath, rawQuery);
    }

    AdmitResult decide(RouteResult.Found found, Credentials credentials) {
        return admission.decide(found, credentials, System.currentTimeMillis());
    }

    CompletionStage<Void> readToPresentEnd() {
        return control.readAccessToPresentEnd();
    }

    Optional<ControlEvent> endOf(Grant grant, long nowMillis) {
        return admission.endOf(grant, control.routes(), nowMillis);
    }
}
