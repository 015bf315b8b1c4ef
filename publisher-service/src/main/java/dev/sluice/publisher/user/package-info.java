/** Users of the control plane and how they sign in. */
@NullMarked
package dev.sluice.publisher.user;

import org.jspecify.annotations.NullMarked;
