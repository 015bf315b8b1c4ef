/** {@code ./sluice up}, {@code status} and {@code clean}: all of Sluice on one machine. */
@NullMarked
package dev.sluice.local;

import org.jspecify.annotations.NullMarked;
