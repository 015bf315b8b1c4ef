/** OAuth2 clients of scripts that use the REST APIs, and how they register. */
@NullMarked
package dev.sluice.publisher.identity.client;

import org.jspecify.annotations.NullMarked;
