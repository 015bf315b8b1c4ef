@NullMarked
package dev.sluice.publisher.http;

import org.jspecify.annotations.NullMarked;
