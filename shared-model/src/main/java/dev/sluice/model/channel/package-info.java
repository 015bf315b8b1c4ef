/** Channels and feeds: the units of order and of ownership. */
@NullMarked
package dev.sluice.model.channel;

import org.jspecify.annotations.NullMarked;
