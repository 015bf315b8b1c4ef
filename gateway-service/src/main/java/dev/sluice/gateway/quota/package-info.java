/** The core of quotas: what counts together, what a plan leaves of it, and who has to wait or to end. Plain Java. */
@NullMarked
package dev.sluice.gateway.quota;

import org.jspecify.annotations.NullMarked;
