@NullMarked
package dev.sluice.publisher;

import org.jspecify.annotations.NullMarked;
