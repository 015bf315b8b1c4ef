package dev.sluice.publisher.developer.apikey;

import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can change in an API key while it stays the same key: its name, and from where it may be used. */
@ApplicationScoped
class ApiKeyChanges {
    private final ApiKeyList list;
    private final ApiKeyRepository repository;
    private final ControlOutbox outbox;

    ApiKeyChanges(ApiKeyList list, ApiKeyRepository repository, ControlOutbox outbox) {
        this.list = list;
        this.repository = repository;
        this.outbox = outbox;
    }

    /**
     * Changes a key, whatever its application may do at present: rules can always be made stricter. Streams that the new
     * rules refuse end.
     *
     * @param ifMatch {@code null} = whatever it is now
     */
    @Transactional
    Outcome<ApiKeyEntry> change(ApiKeyFilter filter, UUID id, @Nullable String ifMatch, Fields body) {
        ApiKeyEntity key = repository.find(filter, id).flatMap(repository::lock).orElse(null);
        ApiKeyEntry entry = key == null ? null : list.entry(key).orElse(null);
        if (key == null || entry == null) {
            return ApiKeys.unknownKey();
        }
        ApiKeyTerms terms = ApiKeyReader.change(body, key.terms());
        ApiKeyReader.ignoreFixed(body, entry);
        if (!body.errors().isEmpty()) {
            return Outcome.refused(body.errors());
        }
        if (!EntityTags.permits(ifMatch, key.entityTag())) {
            return Outcome.refused(
                    PublisherProblem.PRECONDITION_FAILED,
                    "The key has been changed since: its ETag is " + key.entityTag()
                            + ". Read it again, then change it.");
        }
        key.change(terms);
        return Outcome.done(entry, outbox.append(List.of(ApiKeyRecords.put(key))))
                .withIgnored(body.ignored());
    }
}
