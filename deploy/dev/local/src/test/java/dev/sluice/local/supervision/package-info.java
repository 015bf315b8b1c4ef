@NullMarked
package dev.sluice.local.supervision;

import org.jspecify.annotations.NullMarked;
