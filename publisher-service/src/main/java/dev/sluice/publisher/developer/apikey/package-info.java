/** API keys: what opens an API without a token. */
@NullMarked
package dev.sluice.publisher.developer.apikey;

import org.jspecify.annotations.NullMarked;
