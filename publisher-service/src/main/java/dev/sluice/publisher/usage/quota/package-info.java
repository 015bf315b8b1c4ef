/** What is left of quotas: the open windows of all counters, as the gateways report them. */
@NullMarked
package dev.sluice.publisher.usage.quota;

import org.jspecify.annotations.NullMarked;
