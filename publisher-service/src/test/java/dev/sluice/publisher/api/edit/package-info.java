@NullMarked
package dev.sluice.publisher.api.edit;

import org.jspecify.annotations.NullMarked;
