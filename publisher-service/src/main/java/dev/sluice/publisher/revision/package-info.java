/** Immutable snapshots of an API. */
@NullMarked
package dev.sluice.publisher.revision;

import org.jspecify.annotations.NullMarked;
