/** APIs at a glance: the cards of a list, and what is left to do until one is published. */
@NullMarked
package dev.sluice.publisher.api.overview;

import org.jspecify.annotations.NullMarked;
