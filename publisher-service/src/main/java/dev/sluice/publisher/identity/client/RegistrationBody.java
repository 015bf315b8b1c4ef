package dev.sluice.publisher.identity.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A client as its registration shows it, with a secret in this one answer only. */
final class RegistrationBody {
    public final String clientId;
    public final String clientName;
    public final String clientSecret;
    public final String callBackURL;
    public final String jsonString;
    public final boolean isSaasApplication;
    public final String appOwner;

    RegistrationBody(Registration registration) {
        RegisteredClientEntity client = registration.client();
        this.clientId = client.clientId();
        this.clientName = client.name();
        this.clientSecret = registration.secret().reveal();
        this.callBackURL = client.callbackUrl();
        this.jsonString = JsonNodeFactory.instance
                .objectNode()
                .put("grant_types", GrantType.text(client.grants()))
                .put("redirect_uris", client.callbackUrl())
                .put("client_name", client.name())
                .toString();
        this.isSaasApplication = registration.saasApp();
        this.appOwner = client.owner();
    }

    @Override
    public String toString() {
        return "RegistrationBody[" + clientId + ']';
    }
}
