/** Users of the control plane and how they sign in. */
@NullMarked
package dev.sluice.publisher.identity.user;

import org.jspecify.annotations.NullMarked;
