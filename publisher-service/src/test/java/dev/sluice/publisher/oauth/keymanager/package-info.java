@NullMarked
package dev.sluice.publisher.oauth.keymanager;

import org.jspecify.annotations.NullMarked;
