package dev.sluice.model.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sluice.model.api.EndpointSecurity;

/** The kinds of sign-in in JSON, by {@code type}; for every codec that has them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EndpointSecurity.None.class, name = "NONE"),
    @JsonSubTypes.Type(value = EndpointSecurity.Basic.class, name = "BASIC"),
    @JsonSubTypes.Type(value = EndpointSecurity.Bearer.class, name = "BEARER"),
    @JsonSubTypes.Type(value = EndpointSecurity.Header.class, name = "HEADER"),
    @JsonSubTypes.Type(value = EndpointSecurity.ClientCredentials.class, name = "OAUTH2"),
})
public interface EndpointSecurityShape {}
