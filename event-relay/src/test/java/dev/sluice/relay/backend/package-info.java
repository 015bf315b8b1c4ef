/** Whole pulls over real sockets. */
@NullMarked
package dev.sluice.relay.backend;

import org.jspecify.annotations.NullMarked;
