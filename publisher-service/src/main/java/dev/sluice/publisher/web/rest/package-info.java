/** What all REST resources share: pages of lists, ids in paths. */
@NullMarked
package dev.sluice.publisher.web.rest;

import org.jspecify.annotations.NullMarked;
