@NullMarked
package dev.sluice.publisher.api.document;

import org.jspecify.annotations.NullMarked;
