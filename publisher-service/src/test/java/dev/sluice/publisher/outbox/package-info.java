@NullMarked
package dev.sluice.publisher.outbox;

import org.jspecify.annotations.NullMarked;
