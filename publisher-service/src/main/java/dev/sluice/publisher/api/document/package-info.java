/** AsyncAPI documents of APIs: made and read by the definition service, kept here while they say what the API is. */
@NullMarked
package dev.sluice.publisher.api.document;

import org.jspecify.annotations.NullMarked;
