/** Many clients on one thread, and what they saw. */
@NullMarked
package dev.sluice.benchmark.load;

import org.jspecify.annotations.NullMarked;
