/** The document of the REST APIs, made when the service is built: routes and their rules from the code, shapes from the contract. */
@NullMarked
package dev.sluice.publisher.web.openapi;

import org.jspecify.annotations.NullMarked;
