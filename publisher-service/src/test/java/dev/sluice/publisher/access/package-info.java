@NullMarked
package dev.sluice.publisher.access;

import org.jspecify.annotations.NullMarked;
