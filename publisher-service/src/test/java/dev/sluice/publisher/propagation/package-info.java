@NullMarked
package dev.sluice.publisher.propagation;

import org.jspecify.annotations.NullMarked;
