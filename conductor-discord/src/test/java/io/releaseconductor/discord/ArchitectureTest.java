package io.releaseconductor.discord;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.discord", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String US = "io.releaseconductor.discord";

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_adapter_needs_the_core_and_jda_only = classes()
            .that()
            .resideInAPackage(US)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    US,
                    "io.releaseconductor",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.chat",
                    "io.releaseconductor.check",
                    "io.releaseconductor.chatops",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.config",
                    "io.releaseconductor.health",
                    "io.releaseconductor.http",
                    "net.dv8tion.jda..",
                    "com.neovisionaries.ws.client..",
                    "okhttp3..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule internals_of_jda_are_in_one_place = noClasses()
            .that()
            .resideInAPackage(US)
            .and()
            .doNotHaveSimpleName("DiscordCall")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.dv8tion.jda.internal..");

    @ArchTest
    static final ArchRule what_is_public_is_on_the_list = classes()
            .that()
            .resideInAPackage(US)
            .and()
            .haveModifier(JavaModifier.PUBLIC)
            .should()
            .haveNameMatching(
                    ".*\\.(DiscordChat|DiscordCommands|DiscordOptions|DiscordPermissions|DiscordThreads|Permit)");
}
