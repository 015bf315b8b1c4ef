@NullMarked
package dev.sluice.publisher.api.endpoint.upstream;

import org.jspecify.annotations.NullMarked;
