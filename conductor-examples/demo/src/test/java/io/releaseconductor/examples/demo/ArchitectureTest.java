package io.releaseconductor.examples.demo;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.SealedTypes;

@AnalyzeClasses(packages = "io.releaseconductor.examples.demo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule no_case_is_forgotten = SealedTypes.areTakenApartInFull(ArchitectureTest.class);
}
