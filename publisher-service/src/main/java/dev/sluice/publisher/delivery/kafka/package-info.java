/** Kafka as this service is configured to use it. */
@NullMarked
package dev.sluice.publisher.delivery.kafka;

import org.jspecify.annotations.NullMarked;
