@NullMarked
package dev.sluice.definition.answer;

import org.jspecify.annotations.NullMarked;
