@NullMarked
package dev.sluice.publisher.api.scope;

import org.jspecify.annotations.NullMarked;
