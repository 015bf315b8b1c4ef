/** HTTP/1.1 and HTTP/2: reading requests strictly, writing responses. */
@NullMarked
package dev.sluice.gateway.protocol;

import org.jspecify.annotations.NullMarked;
