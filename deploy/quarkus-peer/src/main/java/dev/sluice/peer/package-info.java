/** Quarkus REST as it comes, sending events to many. */
@NullMarked
package dev.sluice.peer;

import org.jspecify.annotations.NullMarked;
