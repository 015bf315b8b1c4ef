@NullMarked
package dev.sluice.publisher.developer.key;

import org.jspecify.annotations.NullMarked;
