@org.jspecify.annotations.NullMarked
package dev.sluice.testsupport.contract;
