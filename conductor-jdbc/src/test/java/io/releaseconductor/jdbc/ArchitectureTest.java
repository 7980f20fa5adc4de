package io.releaseconductor.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.jdbc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_store_needs_the_core_the_wire_format_and_jdbc_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.jdbc..",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.audit",
                    "io.releaseconductor.lock",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.config",
                    "io.releaseconductor.json",
                    "org.h2.jdbcx..",
                    "com.zaxxer.hikari",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.sql..",
                    "javax.net.ssl..");

    @ArchTest
    static final ArchRule only_the_file_needs_a_driver = noClasses()
            .that()
            .doNotHaveSimpleName("StateFile")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.h2..");

    @ArchTest
    static final ArchRule only_connections_of_its_own_need_a_pool = noClasses()
            .that()
            .doNotHaveSimpleName("ConnectionPool")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.zaxxer..");

    @ArchTest
    static final ArchRule there_is_one_entry_and_one_options_record = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .haveSimpleName("JdbcStateStore")
            .orShould()
            .haveSimpleName("JdbcOptions");
}
