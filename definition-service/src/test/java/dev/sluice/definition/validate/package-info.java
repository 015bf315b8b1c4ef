@NullMarked
package dev.sluice.definition.validate;

import org.jspecify.annotations.NullMarked;
