@NullMarked
package dev.sluice.publisher.browser;

import org.jspecify.annotations.NullMarked;
