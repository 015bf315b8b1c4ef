/** What clients in tests read of an event stream. */
@NullMarked
package dev.sluice.testsupport.stream;

import org.jspecify.annotations.NullMarked;
