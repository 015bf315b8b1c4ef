/** The APIs as they are stored, one version each, and who may see them. */
@NullMarked
package dev.sluice.publisher.api.version;

import org.jspecify.annotations.NullMarked;
