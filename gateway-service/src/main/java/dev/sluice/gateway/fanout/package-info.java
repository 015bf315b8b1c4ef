/** From Kafka to the event loops: the tail, the replays, the relays' states, and the demands that go back. */
@NullMarked
package dev.sluice.gateway.fanout;

import org.jspecify.annotations.NullMarked;
