package dev.sluice.publisher.identity.signingkey;

import dev.sluice.model.access.AccessRecord.KeyUse;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {
    Optional<SigningKeyEntity> inStage(KeyUse stage) {
        return find("stage", stage).firstResultOptional();
    }

    List<SigningKeyEntity> ofAnotherIssuer(String issuer) {
        return list("issuer is null or issuer <> ?1", issuer);
    }

    List<SigningKeyEntity> retiredBefore(Instant time) {
        return list("stage = ?1 and retiredAt < ?2", KeyUse.RETIRED, time);
    }
}
