package io.releaseconductor.json;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.json", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_wire_format_needs_the_values_of_the_core_and_jackson_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.json",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.check",
                    "io.releaseconductor.config",
                    "io.releaseconductor.audit",
                    "io.releaseconductor.lock",
                    "io.releaseconductor.metric",
                    "io.releaseconductor.policy",
                    "io.releaseconductor.stats",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "java..",
                    "javax.crypto..");

    @ArchTest
    static final ArchRule the_mapping_is_written_out_and_not_reflected = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule what_is_public_is_for_users = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .haveSimpleName("DeploymentJson")
            .orShould()
            .haveSimpleName("HistoryCsv")
            .orShould()
            .haveSimpleName("EnvironmentStateJson")
            .orShould()
            .haveSimpleName("AuditJson")
            .orShould()
            .haveSimpleName("AuditExport")
            .orShould()
            .haveSimpleName("AuditVerification")
            .orShould()
            .haveNameMatching("io\\.releaseconductor\\.json\\.AuditVerification\\$(Problem|Result)")
            .orShould()
            .haveSimpleName("CorruptRecordException");
}
