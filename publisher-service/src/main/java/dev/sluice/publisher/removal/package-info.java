/** Taking an API or an application away, with all that belongs to it. */
@NullMarked
package dev.sluice.publisher.removal;

import org.jspecify.annotations.NullMarked;
