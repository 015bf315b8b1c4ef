/** What happens, sent to where a user says: webhooks. */
@NullMarked
package dev.sluice.publisher.webhook;

import org.jspecify.annotations.NullMarked;
