@NullMarked
package dev.sluice.relay.demand;

import org.jspecify.annotations.NullMarked;
