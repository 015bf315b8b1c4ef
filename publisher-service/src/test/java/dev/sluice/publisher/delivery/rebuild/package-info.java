@NullMarked
package dev.sluice.publisher.delivery.rebuild;

import org.jspecify.annotations.NullMarked;
