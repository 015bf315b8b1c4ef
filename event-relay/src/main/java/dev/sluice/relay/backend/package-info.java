/** Connections to backends. */
@NullMarked
package dev.sluice.relay.backend;

import org.jspecify.annotations.NullMarked;
