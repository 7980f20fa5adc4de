package io.releaseconductor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The house rules, and what holds besides in every module that is published. A module's test takes them over by {@code ArchTests.in(LibraryRules.class)}. */
public final class LibraryRules {

    @ArchTest
    static final ArchTests house_rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule nothing_depends_on_examples =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.examples..");

    @ArchTest
    static final ArchRule nothing_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    private LibraryRules() {}
}
