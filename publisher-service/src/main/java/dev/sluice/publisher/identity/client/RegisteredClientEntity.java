package dev.sluice.publisher.identity.client;

import dev.sluice.publisher.audit.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;

/** An OAuth2 client of a user's scripts. */
@Entity
@Audited(value = "client", name = "name")
@Table(name = "registered_client")
class RegisteredClientEntity {
    @Id
    private String clientId;

    private String owner;
    private String name;
    private String callbackUrl;
    private String grantTypes;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RegisteredClientEntity() {}

    RegisteredClientEntity(String clientId, RegistrationRequest request, Instant createdAt) {
        this.clientId = clientId;
        this.owner = request.owner();
        this.name = request.clientName();
        this.callbackUrl = request.callbackUrl();
        this.grantTypes = GrantType.text(request.grants());
        this.createdAt = createdAt;
    }

    String clientId() {
        return clientId;
    }

    String owner() {
        return owner;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Takes over what is asked for now; the name may differ in case only. */
    void update(RegistrationRequest request) {
        this.name = request.clientName();
        this.callbackUrl = request.callbackUrl();
        this.grantTypes = GrantType.text(request.grants());
    }

    RegisteredClient client() {
        return new RegisteredClient(clientId, owner, grants());
    }

    String name() {
        return name;
    }

    String callbackUrl() {
        return callbackUrl;
    }

    Set<GrantType> grants() {
        return GrantType.among(grantTypes);
    }
}
