@NullMarked
package dev.sluice.publisher.rest;

import org.jspecify.annotations.NullMarked;
