/** From a request's path to an API, a topic and a backend path. */
@NullMarked
package dev.sluice.gateway.route;

import org.jspecify.annotations.NullMarked;
