package dev.sluice.gateway.access;

import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.RequestTarget;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket says whose signature was good.
 *
 * @param path of the stream as clients ask for it, in normal form
 * @param query in normal form, {@code null} = none
 * @param origin of the pages that may use it, {@code null} = it was issued without one
 * @param issuedAtMillis epoch milliseconds
 * @param holder on whose token, API key or test key it was issued, which ends when the ticket does
 */
record StreamTicket(
        String apiId,
        String path,
        @Nullable String query,
        KeyType keyType,
        @Nullable String origin,
        long issuedAtMillis,
        Grant.Holder holder) {

    /** Returns whether it stands for a test key, which decides alone. */
    boolean isOfTester() {
        return holder instanceof Grant.Tester;
    }

    /** Returns why it is not good for this stream, now, as it is shown; empty = it is, as far as its holder is good. */
    Optional<AdmitResult> refusal(RouteResult.Found found, RequestCredentials.Ticket shown, long nowMillis) {
        if (holder.expiresAtMillis() <= nowMillis) {
            return invalid("The ticket has expired; get a new one.");
        }
        if (!shown.resumes() && issuedAtMillis + Tickets.TO_CONNECT_MILLIS < nowMillis) {
            return invalid(
                    "The ticket was to be used within a minute; from then on it only resumes, with Last-Event-ID.");
        }
        if (!isFor(found.api().apiId(), found.target())) {
            return forbidden("The ticket is for another stream.");
        }
        return shown.isUsedBy(origin) ? Optional.empty() : forbidden("The ticket is for pages of another origin.");
    }

    private boolean isFor(String api, RequestTarget target) {
        return apiId.equals(api) && path.equals(target.path()) && Objects.equals(query, target.query());
    }

    private static Optional<AdmitResult> invalid(String why) {
        return Optional.of(new AdmitResult.InvalidCredentials(why));
    }

    private static Optional<AdmitResult> forbidden(String why) {
        return Optional.of(new AdmitResult.Forbidden(why));
    }
}
