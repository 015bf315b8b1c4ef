/** What the relay reads of the control topics: which APIs are deployed, which gateways live. */
@NullMarked
package dev.sluice.relay.control;

import org.jspecify.annotations.NullMarked;
