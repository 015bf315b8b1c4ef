@NullMarked
package dev.sluice.setup;

import org.jspecify.annotations.NullMarked;
