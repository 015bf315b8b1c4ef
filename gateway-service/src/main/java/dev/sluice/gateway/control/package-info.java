/** What the control plane has told this gateway, and what this gateway tells it. */
@NullMarked
package dev.sluice.gateway.control;

import org.jspecify.annotations.NullMarked;
