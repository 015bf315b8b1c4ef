/** Where APIs can be deployed to. */
@NullMarked
package dev.sluice.publisher.environment;

import org.jspecify.annotations.NullMarked;
