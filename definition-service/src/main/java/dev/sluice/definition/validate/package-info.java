/** What is wrong with a document: the official schemas, and what they cannot say. */
@NullMarked
package dev.sluice.definition.validate;

import org.jspecify.annotations.NullMarked;
