/** The keys of applications, and keys to try out an API that is not published yet. */
@NullMarked
package dev.sluice.publisher.developer.key;

import org.jspecify.annotations.NullMarked;
