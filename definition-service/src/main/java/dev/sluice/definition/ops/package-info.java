/** Start and configuration. */
@NullMarked
package dev.sluice.definition.ops;

import org.jspecify.annotations.NullMarked;
