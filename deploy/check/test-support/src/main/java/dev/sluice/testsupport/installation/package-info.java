/** Kafka as a publisher leaves it, for tests of services that read it. */
@NullMarked
package dev.sluice.testsupport.installation;

import org.jspecify.annotations.NullMarked;
