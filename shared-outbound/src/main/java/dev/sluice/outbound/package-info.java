/** Connecting to where a user says: one parser of addresses, every address checked, and connected as it was checked. */
@NullMarked
package dev.sluice.outbound;

import org.jspecify.annotations.NullMarked;
