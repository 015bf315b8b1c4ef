@NullMarked
package dev.sluice.publisher.developer.application;

import org.jspecify.annotations.NullMarked;
