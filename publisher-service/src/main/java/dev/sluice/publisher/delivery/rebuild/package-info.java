/** Makes the control topics say what the database says, when a publisher starts: after one of the two was restored. */
@NullMarked
package dev.sluice.publisher.delivery.rebuild;

import org.jspecify.annotations.NullMarked;
