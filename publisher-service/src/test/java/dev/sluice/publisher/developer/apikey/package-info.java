@NullMarked
package dev.sluice.publisher.developer.apikey;

import org.jspecify.annotations.NullMarked;
