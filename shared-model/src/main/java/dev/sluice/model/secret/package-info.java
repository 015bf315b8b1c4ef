/** Keys that several services hold, and what they seal. */
@NullMarked
package dev.sluice.model.secret;

import org.jspecify.annotations.NullMarked;
