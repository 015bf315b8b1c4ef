/** Which addresses may be connected to. */
@NullMarked
package dev.sluice.model.outbound;

import org.jspecify.annotations.NullMarked;
