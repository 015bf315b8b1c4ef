@NullMarked
package dev.sluice.publisher.oauth.authorize;

import org.jspecify.annotations.NullMarked;
