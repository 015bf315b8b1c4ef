@NullMarked
package dev.sluice.benchmark.load;

import org.jspecify.annotations.NullMarked;
