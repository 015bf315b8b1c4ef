package dev.sluice.definition;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.sluice.testsupport.ArchitectureRules;

/** The laws of the architecture, in this module. */
@AnalyzeClasses(packages = "dev.sluice.definition", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests LAWS = ArchTests.in(ArchitectureRules.class);
}
