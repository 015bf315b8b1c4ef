/** The relay against kills, freezes, failed sends and lost logs: real processes, real Kafka, judged by the log. */
@NullMarked
package dev.sluice.relay.faults;

import org.jspecify.annotations.NullMarked;
