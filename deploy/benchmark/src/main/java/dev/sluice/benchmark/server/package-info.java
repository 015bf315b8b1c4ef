/** What is measured, each in a process of its own: the gateway, plain sockets, peers. */
@NullMarked
package dev.sluice.benchmark.server;

import org.jspecify.annotations.NullMarked;
