package dev.sluice.publisher.developer.application;

/** An application as lists and subscriptions show it: the contract's {@code ApplicationInfo}. */
public record ApplicationInfo(
        String applicationId, String name, String throttlingPolicy, String description, String status, String owner) {
    public static ApplicationInfo of(ApplicationEntity application) {
        return of(application, Applications.STATUS);
    }

    static ApplicationInfo of(ApplicationEntity application, String status) {
        return new ApplicationInfo(
                application.id().toString(),
                application.name(),
                application.policy(),
                application.description(),
                status,
                application.owner());
    }
}
