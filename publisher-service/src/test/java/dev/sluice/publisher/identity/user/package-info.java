@NullMarked
package dev.sluice.publisher.identity.user;

import org.jspecify.annotations.NullMarked;
