@NullMarked
package dev.sluice.publisher.user;

import org.jspecify.annotations.NullMarked;
