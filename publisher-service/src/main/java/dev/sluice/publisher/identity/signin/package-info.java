/** Who sends a request, and whether the route's rule lets it pass. */
@NullMarked
package dev.sluice.publisher.identity.signin;

import org.jspecify.annotations.NullMarked;
