@NullMarked
package dev.sluice.publisher.web.browser;

import org.jspecify.annotations.NullMarked;
