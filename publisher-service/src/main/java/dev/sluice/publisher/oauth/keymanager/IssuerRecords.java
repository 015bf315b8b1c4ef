package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the gateways are told of a foreign issuer. */
final class IssuerRecords {
    private static final int HASH_BYTES = 16;

    private IssuerRecords() {}

    static String key(String issuer) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return AccessKey.issuer(HexFormat.of().formatHex(hash, 0, HASH_BYTES))
                    .toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }

    static OutboxStep put(KeyManagerEntity of) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                key(of.issuer()),
                version -> new String(
                        Wire.write(new AccessRecord.Issuer(
                                AccessRecord.Issuer.SCHEMA,
                                version,
                                of.issuer(),
                                of.name(),
                                of.keys(),
                                of.settings().audiences(),
                                of.settings().consumerKeyClaim(),
                                of.settings().scopesClaim())),
                        StandardCharsets.UTF_8));
    }
}
