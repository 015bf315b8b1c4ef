@NullMarked
package dev.sluice.publisher.identity.portal;

import org.jspecify.annotations.NullMarked;
