/** What services measure alike. */
@NullMarked
package dev.sluice.service.meter;

import org.jspecify.annotations.NullMarked;
