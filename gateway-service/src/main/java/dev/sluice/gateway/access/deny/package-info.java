/** The deny rules that are on, as admission asks them. */
@NullMarked
package dev.sluice.gateway.access.deny;

import org.jspecify.annotations.NullMarked;
