/** What every service does with Kafka in the same way: topics, reading logs, the bytes of event records. */
@NullMarked
package dev.sluice.kafka;

import org.jspecify.annotations.NullMarked;
