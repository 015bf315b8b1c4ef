/** The core of a stream: frames, the ring they wait in, and subscribers, which are places in a channel. Plain Java. */
@NullMarked
package dev.sluice.gateway.stream;

import org.jspecify.annotations.NullMarked;
