/** Key managers: foreign issuers of access tokens, and their clients that applications have. */
@NullMarked
package dev.sluice.publisher.oauth.keymanager;

import org.jspecify.annotations.NullMarked;
