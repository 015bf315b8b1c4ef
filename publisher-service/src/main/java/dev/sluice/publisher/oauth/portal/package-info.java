/** How browsers sign in to the portal: the client's side of OpenID Connect. */
@NullMarked
package dev.sluice.publisher.oauth.portal;

import org.jspecify.annotations.NullMarked;
