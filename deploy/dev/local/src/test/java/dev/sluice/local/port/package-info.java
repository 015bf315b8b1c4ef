@NullMarked
package dev.sluice.local.port;

import org.jspecify.annotations.NullMarked;
