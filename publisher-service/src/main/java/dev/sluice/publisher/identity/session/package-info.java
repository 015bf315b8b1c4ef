/** Sessions of scripts with the REST APIs: their access and refresh tokens. The gateways know none of them. */
@NullMarked
package dev.sluice.publisher.identity.session;

import org.jspecify.annotations.NullMarked;
