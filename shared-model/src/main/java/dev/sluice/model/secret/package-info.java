/** Keys that several services hold. */
@NullMarked
package dev.sluice.model.secret;

import org.jspecify.annotations.NullMarked;
