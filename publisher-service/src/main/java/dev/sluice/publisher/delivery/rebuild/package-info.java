/** Makes the control topics say what the database says, when an operator asks for it: after one of the two was restored. */
@NullMarked
package dev.sluice.publisher.delivery.rebuild;

import org.jspecify.annotations.NullMarked;
