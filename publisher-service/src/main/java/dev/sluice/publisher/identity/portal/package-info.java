/** Sessions of people's browsers with the portal, by cookie. */
@NullMarked
package dev.sluice.publisher.identity.portal;

import org.jspecify.annotations.NullMarked;
