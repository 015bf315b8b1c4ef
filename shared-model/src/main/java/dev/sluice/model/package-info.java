/** The vocabulary of Sluice: values, records and pure rules that two services need. */
@NullMarked
package dev.sluice.model;

import org.jspecify.annotations.NullMarked;
