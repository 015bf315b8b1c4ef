/** What is measured, each in a process of its own: the gateway, the relay, plain sockets. */
@NullMarked
package dev.sluice.benchmark.server;

import org.jspecify.annotations.NullMarked;
