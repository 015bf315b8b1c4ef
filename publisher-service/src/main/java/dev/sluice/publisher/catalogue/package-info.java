/** The APIs as developers see them. */
@NullMarked
package dev.sluice.publisher.catalogue;

import org.jspecify.annotations.NullMarked;
