/** The Kafka topic by which gateways know of each other's use of quotas: what this one writes, reads and clears away. */
@NullMarked
package dev.sluice.gateway.quotalog;

import org.jspecify.annotations.NullMarked;
