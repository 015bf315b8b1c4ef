/** The backend of the tutorial and of the acceptance tests: event streams that behave, or misbehave as asked. */
@NullMarked
package dev.sluice.backend;

import org.jspecify.annotations.NullMarked;
