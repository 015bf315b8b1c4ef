/** AsyncAPI documents between publisher and definition-service: what they are made from, and what is found in them. */
@NullMarked
package dev.sluice.model.definition;

import org.jspecify.annotations.NullMarked;
