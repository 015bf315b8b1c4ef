/** What the REST APIs refuse, and how they say it. */
@NullMarked
package dev.sluice.publisher.web.problem;

import org.jspecify.annotations.NullMarked;
