/** Threads that a service cannot do without: they end the process when they fail, and health checks ask them. */
@NullMarked
package dev.sluice.service.thread;

import org.jspecify.annotations.NullMarked;
