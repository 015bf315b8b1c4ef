/** Which gateways have applied which control records, and answers that wait for them. */
@NullMarked
package dev.sluice.publisher.delivery.propagation;

import org.jspecify.annotations.NullMarked;
