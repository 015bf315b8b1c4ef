@NullMarked
package dev.sluice.publisher.plan;

import org.jspecify.annotations.NullMarked;
