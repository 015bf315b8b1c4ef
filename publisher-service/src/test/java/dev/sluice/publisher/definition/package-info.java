@NullMarked
package dev.sluice.publisher.definition;

import org.jspecify.annotations.NullMarked;
