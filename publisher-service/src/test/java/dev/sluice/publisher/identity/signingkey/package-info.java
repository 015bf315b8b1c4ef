@NullMarked
package dev.sluice.publisher.identity.signingkey;

import org.jspecify.annotations.NullMarked;
