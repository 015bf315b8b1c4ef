@NullMarked
package dev.sluice.publisher.webhook;

import org.jspecify.annotations.NullMarked;
