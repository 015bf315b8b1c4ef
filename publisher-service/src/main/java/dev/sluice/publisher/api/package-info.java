/** Managed APIs: their design and their REST border. */
@NullMarked
package dev.sluice.publisher.api;

import org.jspecify.annotations.NullMarked;
