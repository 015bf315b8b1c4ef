@NullMarked
package dev.sluice.publisher.api.registry;

import org.jspecify.annotations.NullMarked;
