/** Who may do what: roles, the scopes that they allow, and the rule of each route. */
@NullMarked
package dev.sluice.publisher.web.access;

import org.jspecify.annotations.NullMarked;
