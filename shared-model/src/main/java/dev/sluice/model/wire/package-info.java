/** The one codec: records to JSON and back. */
@NullMarked
package dev.sluice.model.wire;

import org.jspecify.annotations.NullMarked;
