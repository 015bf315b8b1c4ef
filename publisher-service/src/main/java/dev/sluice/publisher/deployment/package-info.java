/** Revisions made live on a gateway environment. */
@NullMarked
package dev.sluice.publisher.deployment;

import org.jspecify.annotations.NullMarked;
