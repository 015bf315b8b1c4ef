/** Open streams: writing to clients, their timers, their orderly end. */
@NullMarked
package dev.sluice.gateway.delivery;

import org.jspecify.annotations.NullMarked;
