@NullMarked
package dev.sluice.benchmark.server;

import org.jspecify.annotations.NullMarked;
