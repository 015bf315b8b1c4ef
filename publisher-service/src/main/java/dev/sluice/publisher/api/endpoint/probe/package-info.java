/** A probe of a backend before an API is published. */
@NullMarked
package dev.sluice.publisher.api.endpoint.probe;

import org.jspecify.annotations.NullMarked;
