/** Taking an application or a user away, with all that belongs to it. */
@NullMarked
package dev.sluice.publisher.developer.removal;

import org.jspecify.annotations.NullMarked;
