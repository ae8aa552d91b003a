package org.medveil.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medveil.dp.Bundle;
import org.medveil.dp.Bundles;
import org.medveil.dp.Forger;
import org.medveil.dp.Release;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.trespass.Smuggler;

/**
 * What makes a {@link Release} a promise, where the compiler's rules end (dp-aggregation's
 * ForgeryTest has those): other rooms' classes in the same package, reflection, other doors.
 */
@AnalyzeClasses(
    packages = "org.medveil",
    importOptions = {ImportOption.DoNotIncludeTests.class, NoTestKit.class})
class ReleaseRulesTest {
  private static final Set<String> FORCED_DOORS =
      Set.of("setAccessible", "trySetAccessible", "privateLookupIn", "defineClass", "defineHidden");

  private static final DescribedPredicate<JavaClass> MECHANISMS =
      describe(
          "classes of org.medveil.dp in the room dp-aggregation",
          found -> found.getPackageName().equals("org.medveil.dp") && ofTheRoom(found));

  private static boolean ofTheRoom(JavaClass found) {
    return found
        .getSource()
        .filter(source -> source.getUri().toString().contains("dp-aggregation"))
        .isPresent();
  }

  @ArchTest
  static final ArchRule ONLY_MECHANISMS_MAKE_RELEASES =
      noClasses()
          .that(DescribedPredicate.not(MECHANISMS))
          .should()
          .callConstructorWhere(target(owner(type(Release.class))))
          .because("a release exists only after noise and accounting");

  @ArchTest
  static final ArchRule THE_PACKAGE_IS_CLOSED =
      classes()
          .that()
          .resideInAPackage("org.medveil.dp..")
          .should(
              ArchCondition.from(
                  describe("come from the room dp-aggregation", ReleaseRulesTest::ofTheRoom)))
          .because("another room's class of that package could call what is package-private");

  @ArchTest
  static final ArchRule NOBODY_FORCES_A_DOOR =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "that opens private members or defines classes",
                  (JavaCall<?> call) -> FORCED_DOORS.contains(call.getName())))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("sun.misc.Unsafe")
          .because("reflection would make a release of anything");

  @ArchTest
  static final ArchRule NOBODY_REFLECTS_ON_RELEASES =
      noClasses()
          .that(DescribedPredicate.not(MECHANISMS))
          .should(
              ArchCondition.from(
                  describe("name Release.class or Bundle.class", ReleaseRulesTest::namesOne)))
          .because("the class object is where reflection begins");

  private static boolean namesOne(JavaClass found) {
    return found.getReferencedClassObjects().stream()
        .map(reference -> reference.getRawType())
        .anyMatch(named -> type(Release.class).or(type(Bundle.class)).test(named));
  }

  @ArchTest
  static final ArchRule ONLY_PUBLISH_SIGNS_BUNDLES =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.medveil.dp", "org.medveil.jobs.publish")
          .should()
          .callMethodWhere(target(owner(type(Bundles.class))).and(target(name("create"))))
          .because("one door leads out of a hospital; demo goes through it by its command line");

  @ArchTest
  static final ArchRule ONLY_PUBLISH_NAMES_A_SITES_PLACE_IN_THE_EXCHANGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.medveil.jobs.publish", "org.medveil.jobs.exchange")
          .should()
          .callMethod(ExchangeLayout.class, "bundle", int.class, String.class)
          .because("one door leads out of a hospital");

  /** Train and the tables fill their own warehouse, aggregate is the consortium's. */
  @ArchTest
  static final ArchRule FOLDERS_ARE_FILLED_BY_FOUR =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.medveil.jobs.publish",
              "org.medveil.jobs.train",
              "org.medveil.jobs.tables",
              "org.medveil.jobs.aggregate")
          .should()
          .callMethod(Folders.class, "publish", String.class, Map.class);

  @Test
  void everyRuleCanFail() {
    Map<ArchRule, Class<?>> trespasses =
        Map.of(
            ONLY_MECHANISMS_MAKE_RELEASES, Forger.class,
            THE_PACKAGE_IS_CLOSED, Forger.class,
            NOBODY_FORCES_A_DOOR, Smuggler.class,
            NOBODY_REFLECTS_ON_RELEASES, Smuggler.class,
            ONLY_PUBLISH_SIGNS_BUNDLES, Smuggler.class,
            ONLY_PUBLISH_NAMES_A_SITES_PLACE_IN_THE_EXCHANGE, Smuggler.class,
            FOLDERS_ARE_FILLED_BY_FOUR, Smuggler.class);
    trespasses.forEach(
        (rule, trespasser) ->
            assertTrue(
                rule.evaluate(new ClassFileImporter().importClasses(trespasser)).hasViolation(),
                () -> trespasser + " does not break: " + rule.getDescription()));
  }
}
