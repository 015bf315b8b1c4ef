package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.revision.RevisionRepository;
import java.util.Optional;
import java.util.UUID;

/** Which revision is meant: by its id, or by its number among the API's. */
sealed interface RevisionRef {
    Optional<RevisionEntity> find(UUID apiId, RevisionRepository revisions);

    /** Shown as it was asked for. */
    record ById(UUID id) implements RevisionRef {
        @Override
        public Optional<RevisionEntity> find(UUID apiId, RevisionRepository revisions) {
            return revisions.find(apiId, id);
        }

        @Override
        public String toString() {
            return id.toString();
        }
    }

    record ByNumber(int number) implements RevisionRef {
        @Override
        public Optional<RevisionEntity> find(UUID apiId, RevisionRepository revisions) {
            return revisions.find(apiId, number);
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }
}
