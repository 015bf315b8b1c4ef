package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.version.ApiEntity;
import java.util.List;

/** What uses a shared scope: the contract's {@code SharedScopeUsage}. */
record ScopeUsageBody(String id, String name, List<UsedApi> usedApiList) {
    /** An API that has it now, or in these revisions. */
    record UsedApi(
            String name,
            String context,
            String version,
            String provider,
            List<UsedTopic> usedResourceList,
            List<String> revisions) {
        static UsedApi of(ScopeUsage usage) {
            ApiEntity api = usage.api();
            return new UsedApi(
                    api.name(),
                    api.context(),
                    api.version(),
                    api.provider(),
                    usage.targets().stream()
                            .map(target -> new UsedTopic(target, "SUBSCRIBE"))
                            .toList(),
                    usage.revisions().stream()
                            .map(number -> "Revision " + number)
                            .toList());
        }
    }

    record UsedTopic(String target, String verb) {}

    static ScopeUsageBody of(SharedScopeBody scope, List<ScopeUsage> usages) {
        return new ScopeUsageBody(
                scope.id(), scope.name(), usages.stream().map(UsedApi::of).toList());
    }
}
