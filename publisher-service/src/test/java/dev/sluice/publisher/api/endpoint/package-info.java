@NullMarked
package dev.sluice.publisher.api.endpoint;

import org.jspecify.annotations.NullMarked;
