@NullMarked
package dev.sluice.publisher.usage.quota;

import org.jspecify.annotations.NullMarked;
