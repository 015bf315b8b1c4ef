/** Who may subscribe: applications, clients, subscriptions, keys, revocations. */
@NullMarked
package dev.sluice.model.access;

import org.jspecify.annotations.NullMarked;
