/** What a relay remembers of its feeds and channels. */
@NullMarked
package dev.sluice.model.relay;

import org.jspecify.annotations.NullMarked;
