/** The scopes that topics of several APIs may ask for, and which names of scopes are taken. */
@NullMarked
package dev.sluice.publisher.api.scope;

import org.jspecify.annotations.NullMarked;
