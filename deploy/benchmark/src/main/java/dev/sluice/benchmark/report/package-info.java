/** Figures and their tables. */
@NullMarked
package dev.sluice.benchmark.report;

import org.jspecify.annotations.NullMarked;
