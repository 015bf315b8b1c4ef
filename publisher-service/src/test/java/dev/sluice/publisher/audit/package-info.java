@NullMarked
package dev.sluice.publisher.audit;

import org.jspecify.annotations.NullMarked;
