package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.delivery.DeliveryLoop;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.protocol.ConnectionErrors;

/**
 * What the requests of one event loop are checked against, and where they become streams.
 *
 * @param delivery the open streams of the same loop
 */
public record RequestContext(
        RequestSettings settings,
        Rights rights,
        AdmissionLimits limits,
        Fanout fanout,
        DeliveryLoop delivery,
        ConnectionErrors errors) {}
