@NullMarked
package dev.sluice.publisher.developer.removal;

import org.jspecify.annotations.NullMarked;
