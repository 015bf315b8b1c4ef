/** What is special about requests that a browser sends: where they come from, and what it may do with the answers. */
@NullMarked
package dev.sluice.publisher.web.browser;

import org.jspecify.annotations.NullMarked;
