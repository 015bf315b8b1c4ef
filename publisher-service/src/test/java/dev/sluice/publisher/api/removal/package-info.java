@NullMarked
package dev.sluice.publisher.api.removal;

import org.jspecify.annotations.NullMarked;
