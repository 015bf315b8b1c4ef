@NullMarked
package dev.sluice.publisher.api.body;

import org.jspecify.annotations.NullMarked;
