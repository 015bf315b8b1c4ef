package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.identity.user.Account;
import java.time.Instant;

/**
 * A session that is good now, and whose it is with the roles of this moment.
 *
 * @param endsAt when it is over unless it is used
 */
public record PortalSession(Account account, Instant endsAt) {}
