/**
 * The control plane, in nine wings; each may use those that stand after it: {@code ops}, {@code oauth}, {@code developer},
 * {@code api}, {@code plan}, {@code identity}, {@code delivery}, {@code secret}, {@code web}.
 */
@NullMarked
package dev.sluice.publisher;

import org.jspecify.annotations.NullMarked;
