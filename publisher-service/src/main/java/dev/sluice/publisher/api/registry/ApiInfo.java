package dev.sluice.publisher.api.registry;

import dev.sluice.publisher.api.version.ApiEntity;

/** An API as lists show it. */
public record ApiInfo(
        String id,
        String name,
        String description,
        String context,
        String version,
        String provider,
        String type,
        String lifeCycleStatus,
        String createdTime,
        String updatedTime) {
    public static ApiInfo of(ApiEntity api) {
        return new ApiInfo(
                api.id().toString(),
                api.name(),
                api.design().description(),
                api.context(),
                api.version(),
                api.provider(),
                api.design().type().name(),
                api.state().name(),
                api.createdAt().toString(),
                api.updatedAt().toString());
    }
}
