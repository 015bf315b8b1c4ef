/** What roles there are. */
@NullMarked
package dev.sluice.publisher.identity.role;

import org.jspecify.annotations.NullMarked;
