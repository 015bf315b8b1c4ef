@NullMarked
package dev.sluice.publisher.web.http;

import org.jspecify.annotations.NullMarked;
