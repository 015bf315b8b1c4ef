/** Changing an API: its design, its topics, its versions. */
@NullMarked
package dev.sluice.publisher.edit;

import org.jspecify.annotations.NullMarked;
