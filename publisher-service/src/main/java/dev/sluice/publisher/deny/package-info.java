/** Deny rules: what keeps out clients whose credentials are good. */
@NullMarked
package dev.sluice.publisher.deny;

import org.jspecify.annotations.NullMarked;
