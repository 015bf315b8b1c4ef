/** Where the installation lets Sluice connect to. */
@NullMarked
package dev.sluice.publisher.outbound;

import org.jspecify.annotations.NullMarked;
