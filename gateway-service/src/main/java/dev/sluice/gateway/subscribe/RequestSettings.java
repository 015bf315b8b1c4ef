package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import java.time.Duration;

/**
 * How a request is taken in.
 *
 * @param timeout for a whole request
 * @param verdictTimeout how long a new client waits for what the backend says
 * @param proxies whose word on the client's address is believed
 * @param portals whose pages may use every API
 */
public record RequestSettings(
        Duration timeout, Duration verdictTimeout, TrustedProxies proxies, PortalOrigins portals) {}
