/** The keys that sign access tokens: announced, used, retired. */
@NullMarked
package dev.sluice.publisher.signing;

import org.jspecify.annotations.NullMarked;
