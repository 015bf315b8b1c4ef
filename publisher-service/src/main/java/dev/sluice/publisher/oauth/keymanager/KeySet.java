package dev.sluice.publisher.oauth.keymanager;

import java.util.List;
import java.util.Map;

/** The keys of a provider, as far as gateways can use them. */
sealed interface KeySet {
    /** @param keys each with {@code kty} and its numbers, and {@code kid} if it has one */
    record Good(List<Map<String, String>> keys) implements KeySet {
        public Good {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A set without any: what the provider had shown before is taken back.
     *
     * @param reason for people
     */
    record Empty(String reason) implements KeySet {}

    /**
     * It is no set, or there was no answer.
     *
     * @param reason for people
     */
    record Bad(String reason) implements KeySet {}
}
