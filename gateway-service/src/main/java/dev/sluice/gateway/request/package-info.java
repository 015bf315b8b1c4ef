/** What a request may look like, and who sends it. */
@NullMarked
package dev.sluice.gateway.request;

import org.jspecify.annotations.NullMarked;
