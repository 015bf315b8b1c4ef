package dev.sluice.model.api;

/** Which endpoint of which API a sealed secret belongs to. */
public record EndpointPlace(String apiId, KeyType keyType) {
    /** {@code <apiId>/<keyType>/<field>}. */
    public String of(EndpointSecurity.Secret secret) {
        return of(secret.field());
    }

    /** {@code <apiId>/<keyType>/<field>}. */
    public String of(String field) {
        return apiId + '/' + keyType + '/' + field;
    }
}
