@NullMarked
package dev.sluice.service.meter;

import org.jspecify.annotations.NullMarked;
