package io.releaseconductor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.releaseconductor.architecture.LibraryRules;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

@AnalyzeClasses(
        packages = "io.releaseconductor",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheRules.class})
class ArchitectureTest {

    /** Each knows those before it, and none behind it. */
    private static final List<String> PACKAGES = Stream.of(
                    ".model",
                    ".config",
                    ".window",
                    ".audit",
                    ".lock",
                    ".metric",
                    ".check",
                    ".policy",
                    ".deployment",
                    ".stats",
                    ".plan",
                    ".health",
                    ".chat",
                    ".spi",
                    ".alert",
                    ".memory",
                    ".local",
                    ".engine",
                    "",
                    ".chatops")
            .map(name -> "io.releaseconductor" + name)
            .toList();

    private static final String[] PURE = {
        "io.releaseconductor.model..",
        "io.releaseconductor.audit..",
        "io.releaseconductor.deployment..",
        "io.releaseconductor.lock..",
        "io.releaseconductor.metric..",
        "io.releaseconductor.plan..",
        "io.releaseconductor.policy..",
        "io.releaseconductor.stats..",
        "io.releaseconductor.window..",
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
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_core_needs_the_jdk_slf4j_and_jspecify_only = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PACKAGES.toArray(String[]::new))
                    .or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")));

    @ArchTest
    static final ArchRule public_types_are_in_the_listed_packages = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .resideInAnyPackage(PACKAGES.toArray(String[]::new))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_know_those_before_them =
            classes().that().resideInAnyPackage(PACKAGES.toArray(String[]::new)).should(knowNoneBehindTheirs());

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
                    .and(not(resideInAPackage("java.nio.charset..")))
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
                            "io.releaseconductor.audit",
                            "io.releaseconductor.chat",
                            "io.releaseconductor.model",
                            "io.releaseconductor.lock",
                            "io.releaseconductor.check",
                            "io.releaseconductor.policy",
                            "io.releaseconductor.deployment",
                            "io.releaseconductor.stats",
                            "io.releaseconductor.spi")
                    .or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")));

    /** They are on the class path of the tests, in a package below the core's. */
    static final class WithoutTheRules implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("io/releaseconductor/architecture/");
        }
    }

    private static ArchCondition<JavaClass> knowNoneBehindTheirs() {
        return new ArchCondition<>("know none behind their own: " + PACKAGES) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = PACKAGES.indexOf(type.getPackageName());
                type.getDirectDependenciesFromSelf().stream()
                        .filter(known -> PACKAGES.indexOf(known.getTargetClass().getPackageName()) > own)
                        .forEach(known -> events.add(SimpleConditionEvent.violated(type, known.getDescription())));
            }
        };
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
