package org.medveil.jobs;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medveil.jobs.keys.KeysJob;
import org.medveil.jobs.trespass.Trespasser;
import org.medveil.trespass.TrespassHelper;

/** The walls inside the rooms; the walls between them are the enforcer's. */
@AnalyzeClasses(
    packages = "org.medveil",
    importOptions = {ImportOption.DoNotIncludeTests.class, NoTestKit.class})
class HouseRulesTest {
  @ArchTest
  static final ArchRule VERBS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("org.medveil.jobs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(verb(), sharedRoom())
          .ignoreDependency(sharedRoom(), sharedRoom())
          .ignoreDependency(inPackage("demo"), inPackage("report"))
          .ignoreDependency(inPackage("auditall"), inPackage("report"))
          // A copy of the trainer would audit the copy.
          .ignoreDependency(inPackage("auditprivacy"), inPackage("train"))
          .ignoreDependency(inPackage("auditmembership"), inPackage("train"));

  @ArchTest
  static final ArchRule NO_GUESSABLE_RANDOMNESS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Random.class)
          .orShould(
              callMethodWhere(
                  new DescribedPredicate<JavaMethodCall>("nextGaussian or Math.random") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                      return call.getName().equals("nextGaussian")
                          || call.getTarget().getFullName().equals("java.lang.Math.random()");
                    }
                  }))
          .because("noise comes from NoiseSource, simulation from SplittableRandom");

  @ArchTest
  static final ArchRule NO_DUMPING_GROUNDS =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common|Misc)(\\$.*)?")
          .because("a name says what the reader wants");

  @ArchTest
  static final ArchRule NO_MUTABLE_STATICS =
      fields()
          .that()
          .haveModifier(STATIC)
          .and()
          .doNotHaveName("$VALUES")
          .should()
          .haveModifier(FINAL);

  @ArchTest
  static final ArchRule SPARK_STAYS_IN_JOBS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.medveil.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.iceberg..");

  @ArchTest
  static final ArchRule DCM4CHE_STAYS_IN_IMAGING =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.medveil.imaging..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dcm4che3..");

  @ArchTest
  static final ArchRule FILES_ARE_PARSED_BY_ONE_READER =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.medveil.imaging.simulate..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dcm4che3.io..")
          .because("one reader is hardened against hostile files: org.medveil.imaging.dataset");

  @ArchTest
  static final ArchRule ONLY_THE_FRONT_DOOR_EXITS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule CORE_IS_SILENT =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.medveil.jobs.cli..", "org.medveil.jobs")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule NO_RESOURCE_PROFILES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              org.apache.spark.resource.ResourceProfileBuilder.class,
              org.apache.spark.resource.TaskResourceRequests.class,
              org.apache.spark.resource.ExecutorResourceRequests.class)
          .because("without dynamic allocation a standalone cluster refuses one in mid-run");

  @Test
  void everyRuleCanFail() {
    Map<ArchRule, List<Class<?>>> trespasses =
        Map.of(
            VERBS_DO_NOT_KNOW_EACH_OTHER, List.of(Trespasser.class, KeysJob.class),
            NO_DUMPING_GROUNDS, List.of(TrespassHelper.class),
            NO_MUTABLE_STATICS, List.of(Trespasser.class),
            SPARK_STAYS_IN_JOBS, List.of(TrespassHelper.class),
            DCM4CHE_STAYS_IN_IMAGING, List.of(TrespassHelper.class),
            FILES_ARE_PARSED_BY_ONE_READER, List.of(TrespassHelper.class),
            ONLY_THE_FRONT_DOOR_EXITS, List.of(Trespasser.class),
            CORE_IS_SILENT, List.of(Trespasser.class),
            NO_RESOURCE_PROFILES, List.of(Trespasser.class));
    trespasses.forEach(HouseRulesTest::assertFails);
    for (Class<?> guessable :
        List.of(Trespasser.Dice.class, Trespasser.Coin.class, Trespasser.Bell.class)) {
      assertFails(NO_GUESSABLE_RANDOMNESS, List.of(guessable));
    }
  }

  private static void assertFails(ArchRule rule, List<Class<?>> classes) {
    assertTrue(
        rule.evaluate(new ClassFileImporter().importClasses(classes)).hasViolation(),
        () -> classes + " does not break: " + rule.getDescription());
  }

  private static DescribedPredicate<JavaClass> verb() {
    return JavaClass.Predicates.resideInAPackage("org.medveil.jobs..");
  }

  private static DescribedPredicate<JavaClass> sharedRoom() {
    return JavaClass.Predicates.resideInAnyPackage(
        "org.medveil.jobs",
        "org.medveil.jobs.cli..",
        "org.medveil.jobs.tables..",
        "org.medveil.jobs.agreement..",
        "org.medveil.jobs.exchange..",
        "org.medveil.jobs.cohort..",
        "org.medveil.jobs.statistics..",
        "org.medveil.jobs.preflight..",
        "org.medveil.jobs.audit..");
  }

  private static DescribedPredicate<JavaClass> inPackage(String verb) {
    return JavaClass.Predicates.resideInAPackage("org.medveil.jobs." + verb + "..");
  }
}
