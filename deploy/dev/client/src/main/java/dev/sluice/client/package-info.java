/** The publisher's REST APIs as Java calls: blocking, for any thread, with JSON in and out. */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
