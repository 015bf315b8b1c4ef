/** The catalogue of refusals. */
@NullMarked
package dev.sluice.model.problem;

import org.jspecify.annotations.NullMarked;
