@NullMarked
package dev.sluice.publisher.web.problem;

import org.jspecify.annotations.NullMarked;
