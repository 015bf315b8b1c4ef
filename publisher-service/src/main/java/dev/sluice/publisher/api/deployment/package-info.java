/** Revisions made live on a gateway environment. */
@NullMarked
package dev.sluice.publisher.api.deployment;

import org.jspecify.annotations.NullMarked;
