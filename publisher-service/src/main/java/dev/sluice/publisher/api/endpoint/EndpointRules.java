package dev.sluice.publisher.api.endpoint;

import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.web.problem.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** Refuses to save a backend that no relay would connect to, as far as its address says. */
@ApplicationScoped
public class EndpointRules {
    private static final String FORBIDDEN =
            "leads to an address that this installation does not allow: see sluice.publisher.outbound.allow; reserved and"
                    + " link-local ones never are";

    private final OutboundPolicy policy;

    EndpointRules(OutboundConfig config) {
        this.policy = OutboundPolicy.of(config.allowPrivate(), config.allow().orElse(List.of()));
    }

    /** Notes what is wrong with the URLs of a design in its body. */
    public void check(Fields body, Design design) {
        for (KeyType keyType : KeyType.values()) {
            String name = keyType.name().toLowerCase(Locale.ROOT);
            note(
                    body,
                    "endpointConfig." + name + "_endpoints.url",
                    design.endpoints().getOrDefault(keyType, ""));
            if (design.securityOf(keyType) instanceof EndpointSecurity.ClientCredentials client) {
                note(body, "endpointConfig.endpoint_security." + name + ".tokenUrl", client.tokenUrl());
            }
        }
    }

    private void note(Fields body, String field, String url) {
        if (OutboundUrl.of(url) instanceof OutboundUrl.Good(var address) && policy.forbids(address)) {
            body.wrong(field, FORBIDDEN);
        }
    }
}
