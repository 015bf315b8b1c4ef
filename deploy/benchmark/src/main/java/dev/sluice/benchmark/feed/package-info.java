/** Events straight into Kafka: the gateway's side of the contract without a publisher and a relay. */
@NullMarked
package dev.sluice.benchmark.feed;

import org.jspecify.annotations.NullMarked;
