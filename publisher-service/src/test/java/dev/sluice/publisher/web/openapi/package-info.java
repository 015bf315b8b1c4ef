/** The document of the REST APIs. */
@NullMarked
package dev.sluice.publisher.web.openapi;

import org.jspecify.annotations.NullMarked;
