/** Says which ports are taken, and by whom. */
@NullMarked
package dev.sluice.local.port;

import org.jspecify.annotations.NullMarked;
