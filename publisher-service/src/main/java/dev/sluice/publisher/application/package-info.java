/** Applications and their consumer keys. */
@NullMarked
package dev.sluice.publisher.application;

import org.jspecify.annotations.NullMarked;
