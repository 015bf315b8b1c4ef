/** What is delivered, counted for the records of usage. */
@NullMarked
package dev.sluice.gateway.usage;

import org.jspecify.annotations.NullMarked;
