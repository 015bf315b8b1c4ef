/** The OAuth2 token service: signing keys, access tokens, revocation. */
@NullMarked
package dev.sluice.publisher.token;

import org.jspecify.annotations.NullMarked;
