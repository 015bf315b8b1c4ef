/** The OAuth2 token service: access tokens of applications and of sessions, revocation, introspection. */
@NullMarked
package dev.sluice.publisher.oauth;

import org.jspecify.annotations.NullMarked;
