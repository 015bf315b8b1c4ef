/** The managed APIs: making, finding and listing them. */
@NullMarked
package dev.sluice.publisher.api.registry;

import org.jspecify.annotations.NullMarked;
