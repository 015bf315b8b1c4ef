package dev.sluice.setup;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.sluice.testsupport.ArchitectureRules;

@AnalyzeClasses(packages = "dev.sluice.setup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests LAWS = ArchTests.in(ArchitectureRules.class);
}
