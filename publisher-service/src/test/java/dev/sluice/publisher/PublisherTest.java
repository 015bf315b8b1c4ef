package dev.sluice.publisher;

import dev.sluice.publisher.api.document.FakeDefinitionService;
import dev.sluice.testsupport.KafkaResource;
import dev.sluice.testsupport.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of the whole publisher with a database, Kafka and a definition service. All classes with this annotation alone share
 * one running application: one with other resources beside it costs a start of its own.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(KafkaResource.class)
@WithTestResource(PublisherResource.class)
@WithTestResource(FakeDefinitionService.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PublisherTest {}
