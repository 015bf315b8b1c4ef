/** What a gateway or a relay says about itself, and what a gateway asks of the relays. */
@NullMarked
package dev.sluice.model.node;

import org.jspecify.annotations.NullMarked;
