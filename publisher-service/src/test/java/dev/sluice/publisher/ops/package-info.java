@NullMarked
package dev.sluice.publisher.ops;

import org.jspecify.annotations.NullMarked;
