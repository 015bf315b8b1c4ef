/** A deployed API as the data plane sees it. */
@NullMarked
package dev.sluice.model.api;

import org.jspecify.annotations.NullMarked;
