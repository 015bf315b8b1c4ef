/** Settings that every service checks at its start. */
@NullMarked
package dev.sluice.service.config;

import org.jspecify.annotations.NullMarked;
