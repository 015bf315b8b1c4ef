@NullMarked
package dev.sluice.publisher.api.deployment;

import org.jspecify.annotations.NullMarked;
