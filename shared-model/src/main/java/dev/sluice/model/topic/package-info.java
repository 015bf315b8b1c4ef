/** Topics of an API and the names of Kafka topics. */
@NullMarked
package dev.sluice.model.topic;

import org.jspecify.annotations.NullMarked;
