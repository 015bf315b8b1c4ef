/** What the REST APIs may answer, for every test that talks to them. The files are under {@code contract} in the resources. */
@NullMarked
package dev.sluice.testsupport.contract;

import org.jspecify.annotations.NullMarked;
