@NullMarked
package dev.sluice.publisher.usage;

import org.jspecify.annotations.NullMarked;
