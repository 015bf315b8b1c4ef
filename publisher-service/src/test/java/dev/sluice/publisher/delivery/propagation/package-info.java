@NullMarked
package dev.sluice.publisher.delivery.propagation;

import org.jspecify.annotations.NullMarked;
