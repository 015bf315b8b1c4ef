/** Who changed what: an append-only log of all writes that matter, and the search in it. */
@NullMarked
package dev.sluice.publisher.audit;

import org.jspecify.annotations.NullMarked;
