/** What gateways have delivered, for reports. */
@NullMarked
package dev.sluice.model.usage;

import org.jspecify.annotations.NullMarked;
