package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The right to one stream, as it stood when it was given: {@link Admission#endOf} says whether it still stands.
 *
 * @param topic its address in the API
 * @param address of the client
 * @param holder {@code null} = the topic is open to all
 */
public record Grant(
        String apiId,
        String topic,
        KeyType keyType,
        Transport transport,
        InetAddress address,
        @Nullable Holder holder) {

    /** When it ends by itself, as it stood when it was given, epoch milliseconds; {@link Long#MAX_VALUE} = never. */
    public long expiresAtMillis() {
        return holder == null ? Long.MAX_VALUE : holder.expiresAtMillis();
    }

    /** Who holds it. */
    public sealed interface Holder {
        /** Epoch milliseconds; {@link Long#MAX_VALUE} = never. */
        long expiresAtMillis();
    }

    /** Who holds it by a token. */
    public sealed interface TokenHolder extends Holder {
        VerifiedToken token();

        @Override
        default long expiresAtMillis() {
            return token().expiresAtMillis();
        }
    }

    /** An application by its token, or by a ticket that was issued for one and ends no later. */
    public record Application(String applicationId, VerifiedToken.Access token) implements TokenHolder {}

    /**
     * An application by an API key, or by a ticket that was issued for one and ends no later.
     *
     * @param keyId by which usage names it; empty = of a ticket that was read and not compared with its key yet
     * @param keyHash its SHA-256, hexadecimal
     * @param pages that the request has named, for rules that the key gets later, too; empty = none, or none that is kept
     */
    public record ApiKey(String applicationId, String keyId, String keyHash, long expiresAtMillis, List<String> pages)
            implements Holder {
        public ApiKey {
            pages = List.copyOf(pages);
        }
    }

    /** A client with a test key of the API, or with a ticket that was issued for one and ends no later. */
    public record Tester(VerifiedToken.Test token) implements TokenHolder {}
}
