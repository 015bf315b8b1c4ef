/** What is refused, and how: the catalogues of the REST APIs, of OAuth2 and of SCIM, each with the body of its answers. */
@NullMarked
package dev.sluice.publisher.web.problem;

import org.jspecify.annotations.NullMarked;
