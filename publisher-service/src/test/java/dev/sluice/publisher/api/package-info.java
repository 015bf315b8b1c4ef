@NullMarked
package dev.sluice.publisher.api;

import org.jspecify.annotations.NullMarked;
