@NullMarked
package dev.sluice.definition.importing;

import org.jspecify.annotations.NullMarked;
