@NullMarked
package dev.sluice.publisher.identity.signin;

import org.jspecify.annotations.NullMarked;
