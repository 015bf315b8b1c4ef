/** Taking an API away, with all that belongs to it. */
@NullMarked
package dev.sluice.publisher.api.removal;

import org.jspecify.annotations.NullMarked;
