package dev.sluice.publisher.identity.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A page of users: RFC 7644 3.4.2, counted from 1. */
record ScimList(
        List<String> schemas,
        long totalResults,
        int startIndex,
        int itemsPerPage,
        @JsonProperty("Resources") List<ScimUser> resources) {
    private static final List<String> SCHEMAS = List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse");

    static ScimList of(List<ScimUser> page, int startIndex, long total) {
        return new ScimList(SCHEMAS, total, startIndex, page.size(), page);
    }
}
