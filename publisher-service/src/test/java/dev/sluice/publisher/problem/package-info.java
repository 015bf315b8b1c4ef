@NullMarked
package dev.sluice.publisher.problem;

import org.jspecify.annotations.NullMarked;
