/** Where APIs can be deployed to. */
@NullMarked
package dev.sluice.publisher.delivery.environment;

import org.jspecify.annotations.NullMarked;
