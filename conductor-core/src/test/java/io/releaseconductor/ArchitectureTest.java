package io.releaseconductor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.releaseconductor.architecture.SealedTypes;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

@AnalyzeClasses(
        packages = "io.releaseconductor",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheRules.class})
class ArchitectureTest {

    private static final String[] PACKAGES = {
        "io.releaseconductor",
        "io.releaseconductor.model",
        "io.releaseconductor.deployment",
        "io.releaseconductor.plan",
        "io.releaseconductor.check",
        "io.releaseconductor.metric",
        "io.releaseconductor.policy",
        "io.releaseconductor.spi",
        "io.releaseconductor.chat",
        "io.releaseconductor.chatops",
        "io.releaseconductor.engine",
        "io.releaseconductor.memory",
        "io.releaseconductor.config",
        "io.releaseconductor.health",
    };

    private static final String[] PURE = {
        "io.releaseconductor.model..",
        "io.releaseconductor.deployment..",
        "io.releaseconductor.metric..",
        "io.releaseconductor.plan..",
        "io.releaseconductor.policy..",
    };

    private static final Set<String> THREADS_AND_PROCESSES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.util.Timer",
            "java.util.TimerTask");

    private static final Set<String> CLOCKS_AND_DICE = Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Date",
            "java.util.Calendar",
            "java.util.GregorianCalendar",
            "java.util.Random",
            "java.util.SplittableRandom");

    @ArchTest
    static final ArchRule the_core_needs_the_jdk_slf4j_and_jspecify_only = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(PACKAGES).or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")));

    @ArchTest
    static final ArchRule public_types_are_in_the_listed_packages = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .resideInAnyPackage(PACKAGES)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothing_depends_on_examples =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.examples..");

    @ArchTest
    static final ArchRule decisions_do_no_input_or_output = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.sql..",
                            "java.util.logging..",
                            "java.util.zip..",
                            "org.slf4j..")
                    .and(are(not(type(URI.class))))
                    .and(are(not(type(URISyntaxException.class))))
                    .and(are(not(type(Serializable.class)))));

    @ArchTest
    static final ArchRule decisions_use_no_threads = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.util.concurrent..").or(are(named(THREADS_AND_PROCESSES, "threads"))));

    @ArchTest
    static final ArchRule decisions_are_told_the_time_and_roll_no_dice = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(are(named(CLOCKS_AND_DICE, "clocks or dice")))
            .orShould()
            .accessTargetWhere(readsTheWorld());

    @ArchTest
    static final ArchRule decisions_do_not_know_the_machinery = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.releaseconductor.engine..", "io.releaseconductor.memory..");

    @ArchTest
    static final ArchRule the_planner_knows_no_cards = noClasses()
            .that()
            .resideInAPackage("io.releaseconductor.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.releaseconductor.chat..");

    @ArchTest
    static final ArchRule commands_and_clicks_know_the_conductor_and_not_its_machinery = classes()
            .that()
            .resideInAPackage("io.releaseconductor.chatops")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "io.releaseconductor",
                            "io.releaseconductor.chatops",
                            "io.releaseconductor.chat",
                            "io.releaseconductor.model",
                            "io.releaseconductor.deployment",
                            "io.releaseconductor.spi")
                    .or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")));

    @ArchTest
    static final ArchRule nothing_in_the_core_knows_commands_and_clicks = noClasses()
            .that()
            .resideOutsideOfPackage("io.releaseconductor.chatops")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.releaseconductor.chatops");

    @ArchTest
    static final ArchRule nothing_logs_past_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule nothing_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_case_is_forgotten = SealedTypes.areTakenApartInFull(ArchitectureTest.class);

    /** They are on the class path of the tests, in a package below the core's. */
    static final class WithoutTheRules implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("io/releaseconductor/architecture/");
        }
    }

    private static DescribedPredicate<JavaClass> named(Set<String> names, String description) {
        return DescribedPredicate.describe(description, type -> names.contains(type.getName()));
    }

    /** {@code Instant.now()} and its kin, {@code System}'s clocks and settings, random identifiers. */
    private static DescribedPredicate<JavaAccess<?>> readsTheWorld() {
        Set<String> ofSystem = Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties");
        return DescribedPredicate.describe("read the clock, the environment or a source of chance", access -> {
            String owner = access.getTargetOwner().getName();
            String target = access.getTarget().getName();
            return (owner.startsWith("java.time.") && (target.equals("now") || target.startsWith("system")))
                    || (owner.equals("java.lang.System") && ofSystem.contains(target))
                    || (owner.equals("java.util.UUID") && target.equals("randomUUID"))
                    || (owner.equals("java.lang.Math") && target.equals("random"));
        });
    }
}
