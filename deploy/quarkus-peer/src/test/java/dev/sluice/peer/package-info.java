@NullMarked
package dev.sluice.peer;

import org.jspecify.annotations.NullMarked;
