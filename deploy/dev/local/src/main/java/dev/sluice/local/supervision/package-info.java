/** Keeps the parts of the local system running, and leaves none. */
@NullMarked
package dev.sluice.local.supervision;

import org.jspecify.annotations.NullMarked;
