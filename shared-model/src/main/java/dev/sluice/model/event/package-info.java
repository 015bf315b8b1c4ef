/** What a feed holds: records, positions, and the one rule that says which of them count. */
@NullMarked
package dev.sluice.model.event;

import org.jspecify.annotations.NullMarked;
