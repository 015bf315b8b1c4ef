@NullMarked
package dev.sluice.publisher.api.overview;

import org.jspecify.annotations.NullMarked;
