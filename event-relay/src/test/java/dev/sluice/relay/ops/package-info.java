@NullMarked
package dev.sluice.relay.ops;

import org.jspecify.annotations.NullMarked;
