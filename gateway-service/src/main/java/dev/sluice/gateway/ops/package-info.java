/** How the process is configured and watched. */
@NullMarked
package dev.sluice.gateway.ops;

import org.jspecify.annotations.NullMarked;
