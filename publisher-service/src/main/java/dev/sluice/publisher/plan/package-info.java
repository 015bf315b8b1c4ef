/** Plans: what subscriptions and applications may be delivered. */
@NullMarked
package dev.sluice.publisher.plan;

import org.jspecify.annotations.NullMarked;
