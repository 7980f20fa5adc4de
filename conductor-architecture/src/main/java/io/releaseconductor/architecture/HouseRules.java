package io.releaseconductor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What holds in every module. A module's test takes them over by {@code ArchTests.in(HouseRules.class)}. */
public final class HouseRules {

    private static final String OURS = "io.releaseconductor";

    @ArchTest
    static final ArchRule packages_form_no_ring = slices().assignedFrom(new PackageByItself())
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /** See {@code SealedTypes}. */
    @ArchTest
    public static final ArchRule no_case_is_forgotten = SealedTypes.areTakenApartInFull();

    @ArchTest
    static final ArchRule nothing_logs_past_slf4j = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .allowEmptyShould(true);

    private HouseRules() {}

    private static final class PackageByItself implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(OURS) || name.startsWith(OURS + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
