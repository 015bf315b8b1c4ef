/** Control records on their way from Postgres to Kafka: written with the change, sent in commit order. */
@NullMarked
package dev.sluice.publisher.delivery.outbox;

import org.jspecify.annotations.NullMarked;
