package dev.sluice.gateway.access;

import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.IpRange;
import dev.sluice.model.access.RefererPattern;
import dev.sluice.model.api.KeyType;
import java.net.InetAddress;
import java.util.List;
import java.util.UUID;

/**
 * What an API key opens, for whom, and from where.
 *
 * @param keyId by which it is known outside; as a number, since there may be very many
 * @param expiresAtMillis epoch milliseconds, {@link Long#MAX_VALUE} = never
 * @param addresses empty = from everywhere
 * @param pages empty = from every page, and from none
 */
record KeyRule(
        UUID keyId,
        String apiId,
        String applicationId,
        KeyType keyType,
        long expiresAtMillis,
        List<IpRange> addresses,
        List<RefererPattern> pages) {
    KeyRule {
        addresses = List.copyOf(addresses);
        pages = List.copyOf(pages);
    }

    /** @throws IllegalArgumentException when its id or a rule cannot be read: the key is not to be good without it */
    static KeyRule of(AccessRecord.ApiKey key) {
        Long end = key.expiresAt();
        return new KeyRule(
                UUID.fromString(key.keyId()),
                key.apiId(),
                key.applicationId(),
                key.keyType(),
                end == null ? Long.MAX_VALUE : end,
                key.permittedIps().stream().map(IpRange::of).toList(),
                key.permittedReferers().stream().map(RefererPattern::of).toList());
    }

    boolean permits(InetAddress address) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.contains(address));
    }

    /** @param named by the request: all have to fit, since two readers could pick different ones */
    boolean permitsPages(List<String> named) {
        return pages.isEmpty() || !named.isEmpty() && named.stream().allMatch(this::fitsAny);
    }

    private boolean fitsAny(String page) {
        return pages.stream().anyMatch(pattern -> pattern.matches(page));
    }
}
