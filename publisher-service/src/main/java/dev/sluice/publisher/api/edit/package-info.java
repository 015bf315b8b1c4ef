/** Changing an API: its design, its topics, its versions. */
@NullMarked
package dev.sluice.publisher.api.edit;

import org.jspecify.annotations.NullMarked;
