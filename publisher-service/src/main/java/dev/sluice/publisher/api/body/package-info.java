/** APIs as bodies of requests and answers: their readers, and what they show. */
@NullMarked
package dev.sluice.publisher.api.body;

import org.jspecify.annotations.NullMarked;
