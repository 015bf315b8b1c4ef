@NullMarked
package dev.sluice.relay.control;

import org.jspecify.annotations.NullMarked;
