@NullMarked
package dev.sluice.definition.generate;

import org.jspecify.annotations.NullMarked;
