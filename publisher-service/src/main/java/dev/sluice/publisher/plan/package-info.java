/** The business plans that APIs are offered under. */
@NullMarked
package dev.sluice.publisher.plan;

import org.jspecify.annotations.NullMarked;
