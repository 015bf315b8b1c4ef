/** What the creator of an API decides, as values. */
@NullMarked
package dev.sluice.publisher.api.design;

import org.jspecify.annotations.NullMarked;
