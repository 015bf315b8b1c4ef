@NullMarked
package dev.sluice.benchmark.feed;

import org.jspecify.annotations.NullMarked;
