/** What stands between a connection and the HTTP server: who is slow, or speaks HTTP in a way that can be read in two ways. */
@NullMarked
package dev.sluice.publisher.web.http;

import org.jspecify.annotations.NullMarked;
