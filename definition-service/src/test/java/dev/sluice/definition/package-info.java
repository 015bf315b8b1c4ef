@NullMarked
package dev.sluice.definition;

import org.jspecify.annotations.NullMarked;
