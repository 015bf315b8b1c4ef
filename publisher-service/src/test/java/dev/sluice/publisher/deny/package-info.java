@NullMarked
package dev.sluice.publisher.deny;

import org.jspecify.annotations.NullMarked;
