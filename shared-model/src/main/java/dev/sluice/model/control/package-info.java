/** The events that Sluice itself sends to clients. */
@NullMarked
package dev.sluice.model.control;

import org.jspecify.annotations.NullMarked;
