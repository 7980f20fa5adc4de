package io.releaseconductor.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.releaseconductor.architecture.SealedTypes;

@AnalyzeClasses(packages = "io.releaseconductor.checks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_checks_need_the_core_okhttp_jackson_and_jsoup_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.checks..",
                    "io.releaseconductor",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.check",
                    "io.releaseconductor.config",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "com.fasterxml.jackson..",
                    "org.jsoup..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.net..");

    @ArchTest
    static final ArchRule public_types_are_in_the_listed_package = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .resideInAPackage("io.releaseconductor.checks")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothing_depends_on_examples =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.examples..");

    @ArchTest
    static final ArchRule nothing_logs_past_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule nothing_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_case_is_forgotten = SealedTypes.areTakenApartInFull(ArchitectureTest.class);
}
