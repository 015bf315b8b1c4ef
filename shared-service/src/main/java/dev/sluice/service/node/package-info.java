/** Which node of the installation this process is. */
@NullMarked
package dev.sluice.service.node;

import org.jspecify.annotations.NullMarked;
