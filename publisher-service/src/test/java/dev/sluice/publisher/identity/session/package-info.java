@NullMarked
package dev.sluice.publisher.identity.session;

import org.jspecify.annotations.NullMarked;
