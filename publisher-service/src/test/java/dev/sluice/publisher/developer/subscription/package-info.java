@NullMarked
package dev.sluice.publisher.developer.subscription;

import org.jspecify.annotations.NullMarked;
