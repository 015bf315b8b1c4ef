/** How a request's head is read, by the letter of RFC 9112, on every port that is for users. */
@NullMarked
package dev.sluice.service.http;

import org.jspecify.annotations.NullMarked;
