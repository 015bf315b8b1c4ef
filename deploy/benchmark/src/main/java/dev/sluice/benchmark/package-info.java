/** Measures the gateway beside plain sockets in one run, and prints what it found. */
@NullMarked
package dev.sluice.benchmark;

import org.jspecify.annotations.NullMarked;
