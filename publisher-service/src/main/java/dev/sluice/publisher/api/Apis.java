package dev.sluice.publisher.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.outbox.AdvisoryLock;
import dev.sluice.publisher.problem.Fields;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.rest.Page;
import dev.sluice.publisher.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The managed APIs. */
@ApplicationScoped
public class Apis {
    private final ApiRepository repository;

    Apis(ApiRepository repository) {
        this.repository = repository;
    }

    /** Creates an API in state CREATED; names and exposed paths are taken one request at a time. */
    @Transactional
    public Outcome<ApiEntity> create(@Nullable JsonNode body, String provider) {
        Fields fields = Fields.of(body);
        ApiName name = ApiNameReader.read(fields);
        ApiDesign design = DesignReader.read(fields);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        AdvisoryLock.API_NAMES.holdToTheEndOf(repository.getEntityManager());
        if (repository.isNameTaken(name.name())) {
            return Outcome.refused(
                    PublisherProblem.API_NAME_TAKEN, "An API with name '" + name.name() + "' already exists");
        }
        if (repository.isPathTaken(name)) {
            return Outcome.refused(
                    PublisherProblem.API_CONTEXT_TAKEN,
                    "An API with context '" + name.context() + "' or at '" + name.basePath() + "' already exists");
        }
        ApiEntity api = new ApiEntity(name, provider, design, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        repository.persist(api);
        return Outcome.done(api);
    }

    @Transactional
    public Optional<ApiEntity> find(UUID id) {
        return repository.findByIdOptional(id);
    }

    /** @param query {@code name:<text>} or {@code <text>}: part of the name, any case; empty = all */
    @Transactional
    public Page<ApiInfo> list(String query, PageRequest asked) {
        String text = query.startsWith("name:") ? query.substring("name:".length()) : query;
        var page = repository.page(text, asked.offset(), asked.limit()).stream()
                .map(ApiInfo::of)
                .toList();
        return Page.of(page, asked, repository.countOf(text), "/apis", query);
    }
}
