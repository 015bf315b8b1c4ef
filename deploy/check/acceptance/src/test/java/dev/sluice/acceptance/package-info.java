/** The promises of Sluice, tested from outside on two gateways and two relays. */
@NullMarked
package dev.sluice.acceptance;

import org.jspecify.annotations.NullMarked;
