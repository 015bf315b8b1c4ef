/** The keys that sign access tokens: announced, used, retired. */
@NullMarked
package dev.sluice.publisher.identity.signingkey;

import org.jspecify.annotations.NullMarked;
