/** The authorisation endpoint of our own provider (OpenID Connect Core 1.0, 3.1): its sign-in page, codes and ID tokens. */
@NullMarked
package dev.sluice.publisher.oauth.authorize;

import org.jspecify.annotations.NullMarked;
