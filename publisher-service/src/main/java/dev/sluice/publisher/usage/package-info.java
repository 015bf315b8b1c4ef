/** What was delivered: read from Kafka, rolled up, shown. */
@NullMarked
package dev.sluice.publisher.usage;

import org.jspecify.annotations.NullMarked;
