/** What the tests of all modules share: real Kafka and PostgreSQL, and the rules of the architecture. Ships nowhere. */
@NullMarked
package dev.sluice.testsupport;

import org.jspecify.annotations.NullMarked;
