/** Judges what a system did by its log: which records count, and whether a client was sent just those. */
@NullMarked
package dev.sluice.testsupport.history;

import org.jspecify.annotations.NullMarked;
