/** One channel's pull: what to make of what a backend does. Plain Java. */
@NullMarked
package dev.sluice.relay.channel;

import org.jspecify.annotations.NullMarked;
