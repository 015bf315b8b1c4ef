/** The document of the REST APIs. */
@NullMarked
package dev.sluice.publisher.openapi;

import org.jspecify.annotations.NullMarked;
