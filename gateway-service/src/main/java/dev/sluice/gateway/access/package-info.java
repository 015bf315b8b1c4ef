/** Who may subscribe, decided from memory. Plain Java. */
@NullMarked
package dev.sluice.gateway.access;

import org.jspecify.annotations.NullMarked;
