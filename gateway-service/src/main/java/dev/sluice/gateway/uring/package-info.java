/** Linux' io_uring as far as fan-out needs it: many sends by one system call. Plain Java. */
@NullMarked
package dev.sluice.gateway.uring;

import org.jspecify.annotations.NullMarked;
