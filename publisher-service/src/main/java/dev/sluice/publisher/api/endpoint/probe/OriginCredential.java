package dev.sluice.publisher.api.endpoint.probe;

import dev.sluice.outbound.Credential;
import dev.sluice.outbound.OutboundUrl;
import java.net.URI;
import java.util.Optional;

/** A credential, and the only origin that is sent it ({@link OutboundUrl#origin}). */
record OriginCredential(String origin, Credential credential) {
    Optional<Credential> forUrl(URI url) {
        return OutboundUrl.origin(url).equals(origin) ? Optional.of(credential) : Optional.empty();
    }
}
