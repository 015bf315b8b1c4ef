/** How the backends of an API stand, as the relays tell it. */
@NullMarked
package dev.sluice.publisher.api.endpoint.upstream;

import org.jspecify.annotations.NullMarked;
