@NullMarked
package dev.sluice.publisher.developer.catalogue;

import org.jspecify.annotations.NullMarked;
