/** Which shards this relay owns, and one thread of control for each. */
@NullMarked
package dev.sluice.relay.shard;

import org.jspecify.annotations.NullMarked;
