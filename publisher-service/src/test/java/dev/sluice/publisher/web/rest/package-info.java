@NullMarked
package dev.sluice.publisher.web.rest;

import org.jspecify.annotations.NullMarked;
