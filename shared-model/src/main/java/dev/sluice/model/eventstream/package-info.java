/** Server-Sent Events as bytes: the parser of what backends send. */
@NullMarked
package dev.sluice.model.eventstream;

import org.jspecify.annotations.NullMarked;
