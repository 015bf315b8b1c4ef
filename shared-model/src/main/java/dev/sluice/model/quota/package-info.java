/** Quotas: how time is cut into windows, and what each gateway has delivered in one of them. */
@NullMarked
package dev.sluice.model.quota;

import org.jspecify.annotations.NullMarked;
