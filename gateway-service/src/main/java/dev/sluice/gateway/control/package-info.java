/** What this gateway reads from the control plane, and what it reports to it. */
@NullMarked
package dev.sluice.gateway.control;

import org.jspecify.annotations.NullMarked;
