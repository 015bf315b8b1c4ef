/** Tests of the pull. */
@NullMarked
package dev.sluice.relay.channel;

import org.jspecify.annotations.NullMarked;
