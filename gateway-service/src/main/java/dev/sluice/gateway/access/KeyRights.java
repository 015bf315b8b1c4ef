package dev.sluice.gateway.access;

import dev.sluice.gateway.route.RouteResult;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.control.ControlEvent.AuthReason;
import java.util.List;
import java.util.Optional;

/**
 * Which API keys are good, for which API and from where. A key is found by its hash: what is compared says nothing of a key
 * to one who guesses. For any thread.
 */
final class KeyRights {
    /** Characters of the pages that a stream keeps though its key has no rule on them. */
    private static final int MAX_KEPT = 4_096;

    private static final AdmitResult NOT_GOOD = new AdmitResult.InvalidCredentials(
            "The API key is not known here: it was revoked, has expired, or never was.");

    private final AccessTable table;

    KeyRights(AccessTable table) {
        this.table = table;
    }

    /** A text that is no whole key costs no look-up. */
    KeyResult judge(RequestCredentials.ApiKey shown, RouteResult.Found found, Caller caller, long nowMillis) {
        if (!takesKeys(found.api())) {
            return refused(new AdmitResult.InvalidCredentials("The API takes no API keys."));
        }
        return ApiKeyText.isWellFormed(shown.text())
                ? judge(ApiKeyText.hash(shown.text()), Long.MAX_VALUE, found, caller, nowMillis)
                : refused(new AdmitResult.InvalidCredentials("This is no API key, or it was mistyped or cut off."));
    }

    /** @param holder of a ticket that was issued for a key */
    KeyResult judge(Grant.ApiKey holder, RouteResult.Found found, Caller caller, long nowMillis) {
        return takesKeys(found.api())
                ? judge(holder.keyHash(), holder.expiresAtMillis(), found, caller, nowMillis)
                : refused(new AdmitResult.InvalidCredentials("The API takes no API keys."));
    }

    /** @param endMillis of what stands for the key */
    private KeyResult judge(String hash, long endMillis, RouteResult.Found found, Caller caller, long nowMillis) {
        KeyRule rule = table.apiKey(hash);
        if (rule == null) {
            return refused(new AdmitResult.NotYet(NOT_GOOD));
        }
        if (rule.expiresAtMillis() <= nowMillis || !counts(rule)) {
            return refused(NOT_GOOD);
        }
        if (!rule.apiId().equals(found.api().apiId())) {
            return refused(new AdmitResult.Forbidden("The API key is for another API."));
        }
        if (!rule.permits(caller.address())) {
            return refused(new AdmitResult.Forbidden("The API key may not be used from this address."));
        }
        if (!rule.permitsPages(caller.pages())) {
            return refused(new AdmitResult.Forbidden(
                    "The API key may be used by certain pages only, which Referer and Origin have to name."));
        }
        List<String> pages = rule.pages().isEmpty() ? kept(caller.pages()) : caller.pages();
        long end = Math.min(endMillis, rule.expiresAtMillis());
        return new KeyResult.Good(
                new Grant.ApiKey(rule.applicationId(), rule.keyId().toString(), hash, end, pages), rule.keyType());
    }

    /** The key may get a rule on pages while the stream is open. One whose pages are so long is not worth the room. */
    private static List<String> kept(List<String> pages) {
        int length = pages.stream().mapToInt(String::length).sum();
        return length <= MAX_KEPT ? pages : List.of();
    }

    private static boolean takesKeys(ApiRecord api) {
        return api.auth().schemes().contains(ApiAuth.API_KEY);
    }

    private static KeyResult refused(AdmitResult why) {
        return new KeyResult.Refused(why);
    }

    /** Returns when a stream that a key has opened ends by itself: the key may have been given an end since. */
    long expiresAtMillis(Grant.ApiKey holder) {
        KeyRule rule = table.apiKey(holder.keyHash());
        return rule == null ? holder.expiresAtMillis() : Math.min(holder.expiresAtMillis(), rule.expiresAtMillis());
    }

    /** Returns why a stream that a key has opened must end now; empty = the key is as good as it was. */
    Optional<AuthReason> endOf(Grant grant, Grant.ApiKey holder, ApiRecord api, long nowMillis) {
        if (holder.expiresAtMillis() <= nowMillis) {
            return Optional.of(AuthReason.EXPIRED);
        }
        KeyRule rule = table.apiKey(holder.keyHash());
        if (rule == null || !counts(rule)) {
            return Optional.of(AuthReason.REVOKED);
        }
        if (rule.expiresAtMillis() <= nowMillis) {
            return Optional.of(AuthReason.EXPIRED);
        }
        return takesKeys(api) && rule.permits(grant.address()) && rule.permitsPages(holder.pages())
                ? Optional.empty()
                : Optional.of(AuthReason.DENIED);
    }

    private boolean counts(KeyRule rule) {
        return table.application(rule.applicationId())
                .filter(AccessRecord.Application::counts)
                .isPresent();
    }
}
