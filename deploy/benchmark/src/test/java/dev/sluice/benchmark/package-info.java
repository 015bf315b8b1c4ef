@NullMarked
package dev.sluice.benchmark;

import org.jspecify.annotations.NullMarked;
