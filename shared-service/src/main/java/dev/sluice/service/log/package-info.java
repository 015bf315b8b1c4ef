/** What is written to a service's log, and how often. */
@NullMarked
package dev.sluice.service.log;

import org.jspecify.annotations.NullMarked;
