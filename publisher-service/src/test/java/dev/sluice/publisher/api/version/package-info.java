@NullMarked
package dev.sluice.publisher.api.version;

import org.jspecify.annotations.NullMarked;
