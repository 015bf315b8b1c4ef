/** PostgreSQL and Kafka inside or right below this JVM: what the local launcher ships and what the tests run against. */
@NullMarked
package dev.sluice.embedded;

import org.jspecify.annotations.NullMarked;
