@NullMarked
package dev.sluice.relay.feed;

import org.jspecify.annotations.NullMarked;
