/** The sample API: made through the publisher's REST as any user would, and read through the gateway. */
@NullMarked
package dev.sluice.client.sample;

import org.jspecify.annotations.NullMarked;
