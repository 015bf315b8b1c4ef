/** The data plane: HTTP on its own port, from a request to an open stream. */
@NullMarked
package dev.sluice.gateway.http;

import org.jspecify.annotations.NullMarked;
