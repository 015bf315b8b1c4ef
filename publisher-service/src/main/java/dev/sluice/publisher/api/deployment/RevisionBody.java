package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import java.util.List;

/** A revision with where it is live: the contract's {@code APIRevision}. */
record RevisionBody(
        String id,
        String displayName,
        String description,
        String createdTime,
        ApiRef apiInfo,
        List<DeploymentBody> deploymentInfo) {
    record ApiRef(String id) {}

    static RevisionBody of(RevisionEntity revision, List<DeploymentBody> deployments) {
        String id = revision.id().toString();
        return new RevisionBody(
                id,
                revision.displayName(),
                revision.description(),
                revision.createdAt().toString(),
                new ApiRef(revision.apiId().toString()),
                deployments.stream()
                        .filter(deployment -> deployment.revisionUuid().equals(id))
                        .toList());
    }
}
