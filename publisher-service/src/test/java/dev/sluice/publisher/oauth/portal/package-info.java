@NullMarked
package dev.sluice.publisher.oauth.portal;

import org.jspecify.annotations.NullMarked;
