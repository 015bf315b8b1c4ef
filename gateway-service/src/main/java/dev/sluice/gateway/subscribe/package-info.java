/** From a request to an open stream: routing, admission limits, tickets, set-up. */
@NullMarked
package dev.sluice.gateway.subscribe;

import org.jspecify.annotations.NullMarked;
