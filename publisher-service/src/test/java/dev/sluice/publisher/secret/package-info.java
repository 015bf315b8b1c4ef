@NullMarked
package dev.sluice.publisher.secret;

import org.jspecify.annotations.NullMarked;
