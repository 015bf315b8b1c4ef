@NullMarked
package dev.sluice.publisher.web.access;

import org.jspecify.annotations.NullMarked;
