@NullMarked
package dev.sluice.publisher.oauth;

import org.jspecify.annotations.NullMarked;
