@NullMarked
package dev.sluice.publisher.delivery.outbox;

import org.jspecify.annotations.NullMarked;
