/** An application's right to an API. */
@NullMarked
package dev.sluice.publisher.subscription;

import org.jspecify.annotations.NullMarked;
