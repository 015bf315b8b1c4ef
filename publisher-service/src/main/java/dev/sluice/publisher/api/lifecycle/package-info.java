/** An API's states and the moves between them. */
@NullMarked
package dev.sluice.publisher.api.lifecycle;

import org.jspecify.annotations.NullMarked;
