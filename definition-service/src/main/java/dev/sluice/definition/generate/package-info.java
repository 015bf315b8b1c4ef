/** Documents of APIs, made from what their creators decided. */
@NullMarked
package dev.sluice.definition.generate;

import org.jspecify.annotations.NullMarked;
