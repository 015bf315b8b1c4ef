/** The data plane's server: ports, event loops, TLS, settings, meters, the drain of the node. */
@NullMarked
package dev.sluice.gateway.server;

import org.jspecify.annotations.NullMarked;
