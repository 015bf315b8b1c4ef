@NullMarked
package dev.sluice.relay.shard;

import org.jspecify.annotations.NullMarked;
