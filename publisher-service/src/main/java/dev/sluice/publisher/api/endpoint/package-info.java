/** The backends of APIs: which may be used, what is found out about them. */
@NullMarked
package dev.sluice.publisher.api.endpoint;

import org.jspecify.annotations.NullMarked;
