@NullMarked
package dev.sluice.definition.document;

import org.jspecify.annotations.NullMarked;
