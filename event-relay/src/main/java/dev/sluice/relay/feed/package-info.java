/** The tenure of a feed: claim, restore, write, read back, checkpoint. */
@NullMarked
package dev.sluice.relay.feed;

import org.jspecify.annotations.NullMarked;
