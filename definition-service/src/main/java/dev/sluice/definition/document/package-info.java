/** AsyncAPI documents as trees: read from untrusted text within limits, looked at, written. Plain Java. */
@NullMarked
package dev.sluice.definition.document;

import org.jspecify.annotations.NullMarked;
