package io.releaseconductor.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.redis", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_store_needs_the_core_the_wire_format_and_jedis_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.redis..",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.audit",
                    "io.releaseconductor.lock",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.config",
                    "io.releaseconductor.health",
                    "io.releaseconductor.json",
                    "redis.clients.jedis..",
                    // The type of Jedis' pools.
                    "org.apache.commons.pool2..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.net.ssl..");

    @ArchTest
    static final ArchRule there_is_one_entry_and_one_options_record = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .haveSimpleName("RedisStateStore")
            .orShould()
            .haveSimpleName("RedisOptions");
}
