package dev.sluice.definition.ops;

import dev.sluice.definition.answer.DocumentLanes;
import dev.sluice.definition.answer.DocumentMeters;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.DocumentReader;
import dev.sluice.definition.importing.Importer;
import dev.sluice.definition.validate.Validator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The plain classes as beans. */
@Singleton
class DefinitionBeans {
    /** Below the largest body that HTTP takes, so that a text that is too long is answered with a finding. */
    private static final int MAX_BYTES = 3 << 20;

    @Produces
    @Singleton
    DocumentLimits limits(DocumentConfig config) {
        if (config.maxBytes() > MAX_BYTES) {
            throw new IllegalStateException(
                    "sluice.definition.document.max-bytes is at most " + MAX_BYTES + ", was " + config.maxBytes());
        }
        return new DocumentLimits(
                config.maxBytes(),
                config.maxNodes(),
                config.maxDepth(),
                config.maxAliases(),
                config.maxSteps(),
                config.deadline());
    }

    @Produces
    @Singleton
    DocumentReader reader(DocumentLimits limits) {
        return new DocumentReader(limits);
    }

    /** From the start, so that what it measures is there from the start. */
    @Produces
    @Singleton
    @Startup
    DocumentLanes lanes(DocumentLimits limits, MeterRegistry registry) {
        return new DocumentLanes(limits, new DocumentMeters(registry));
    }

    void close(@Disposes DocumentLanes lanes) {
        lanes.close();
    }

    @Produces
    @Singleton
    Validator validator(DocumentReader reader) {
        return new Validator(reader);
    }

    @Produces
    @Singleton
    Importer importer(DocumentReader reader, Validator validator) {
        return new Importer(reader, validator);
    }
}
