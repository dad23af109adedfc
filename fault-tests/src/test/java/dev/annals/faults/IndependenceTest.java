package dev.annals.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What checks is not made of what is checked: else both could be wrong alike. */
class IndependenceTest {
  private static final JavaClasses FAULTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.annals.faults");

  private static final JavaClasses FAULTS_AND_TESTS =
      new ClassFileImporter().importPackages("dev.annals.faults");

  /** Has to hand records to the decoder somehow; what is right of them the fuzzer knows. */
  private static final String DECODING = "dev.annals.faults.fuzz.DecodingTest";

  /** Mutants neither: they are changes to sources, of which only the archives have the classes. */
  @Test
  void nothing_that_checks_or_tests_uses_a_class_of_the_code_under_test() {
    noClasses()
        .that()
        .resideInAPackage("dev.annals.faults..")
        .and()
        .doNotHaveFullyQualifiedName(DECODING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.annals.model..",
            "dev.annals.store..",
            "dev.annals.upcast..",
            "dev.annals.reduce..",
            "dev.annals.connector..",
            "dev.annals.sink..",
            "dev.annals.source..")
        .check(FAULTS_AND_TESTS);
  }

  @Test
  void a_history_alone_is_checked_without_kafka_or_cassandra() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.annals.faults.history..", "dev.annals.faults.checker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "com.datastax..")
        .check(FAULTS);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.annals.faults.(**)").should().beFreeOfCycles().check(FAULTS);
  }
}
