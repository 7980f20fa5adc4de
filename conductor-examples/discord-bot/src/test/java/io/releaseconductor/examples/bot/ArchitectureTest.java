package io.releaseconductor.examples.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.HouseRules;

@AnalyzeClasses(packages = "io.releaseconductor.examples.bot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests house_rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule uses_what_users_may_use = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.releaseconductor.engine..", "io.releaseconductor.testkit..");

    @ArchTest
    static final ArchRule only_the_main_class_and_the_picture_are_public = classes()
            .that()
            .doNotHaveSimpleName("BotMain")
            .and()
            .doNotHaveSimpleName("FiguresPicture")
            .should()
            .notBePublic();
}
