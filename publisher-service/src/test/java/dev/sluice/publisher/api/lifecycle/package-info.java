@NullMarked
package dev.sluice.publisher.api.lifecycle;

import org.jspecify.annotations.NullMarked;
