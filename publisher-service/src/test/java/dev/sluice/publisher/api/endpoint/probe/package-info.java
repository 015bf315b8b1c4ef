@NullMarked
package dev.sluice.publisher.api.endpoint.probe;

import org.jspecify.annotations.NullMarked;
