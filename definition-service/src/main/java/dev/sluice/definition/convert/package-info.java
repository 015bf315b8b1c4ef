/** Documents in another format. */
@NullMarked
package dev.sluice.definition.convert;

import org.jspecify.annotations.NullMarked;
