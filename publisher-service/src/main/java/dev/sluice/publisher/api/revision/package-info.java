/** Immutable snapshots of an API. */
@NullMarked
package dev.sluice.publisher.api.revision;

import org.jspecify.annotations.NullMarked;
