/** What a document says of an API: name, topics, servers, security, payloads. */
@NullMarked
package dev.sluice.definition.importing;

import org.jspecify.annotations.NullMarked;
