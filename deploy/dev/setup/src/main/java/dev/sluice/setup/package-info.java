/** Keys, certificate and passwords that an installation in containers makes for itself, and its sample API. */
@NullMarked
package dev.sluice.setup;

import org.jspecify.annotations.NullMarked;
