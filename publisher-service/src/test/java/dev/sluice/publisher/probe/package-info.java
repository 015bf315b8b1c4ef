@NullMarked
package dev.sluice.publisher.probe;

import org.jspecify.annotations.NullMarked;
