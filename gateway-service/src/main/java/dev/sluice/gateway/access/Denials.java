package dev.sluice.gateway.access;

import dev.sluice.gateway.access.deny.DenyRules;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.DenyType;
import dev.sluice.model.api.ApiRecord;
import org.jspecify.annotations.Nullable;

/** Which grants the deny rules keep out: by API, by the client's address, by application, by the application's owner. */
final class Denials {
    private final AccessTable table;
    private final DenyRules rules;

    Denials(AccessTable table) {
        this.table = table;
        this.rules = table.denyRules();
    }

    boolean deny(ApiRecord api, Grant grant) {
        if (rules.isEmpty()) {
            return false;
        }
        return rules.name(DenyType.API, api.basePath())
                || rules.denyAddress(grant.address())
                || denyApplication(applicationOf(grant.holder()));
    }

    private static @Nullable String applicationOf(Grant.@Nullable Holder holder) {
        return switch (holder) {
            case null -> null;
            case Grant.Application application -> application.applicationId();
            case Grant.ApiKey key -> key.applicationId();
            case Grant.Tester _ -> null;
        };
    }

    private boolean denyApplication(@Nullable String applicationId) {
        if (applicationId == null) {
            return false;
        }
        return rules.name(DenyType.APPLICATION, applicationId)
                || table.application(applicationId)
                        .map(AccessRecord.Application::owner)
                        .filter(owner -> rules.name(DenyType.USER, owner))
                        .isPresent();
    }
}
