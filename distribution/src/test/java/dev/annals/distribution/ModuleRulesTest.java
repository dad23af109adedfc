package dev.annals.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may see whom: the rules of CONTRIBUTING.md that a machine can hold. */
class ModuleRulesTest {
  private static final String MODEL = "dev.annals.model..";
  private static final String STORE = "dev.annals.store..";
  private static final String UPCASTING = "dev.annals.upcast..";
  private static final String REDUCING = "dev.annals.reduce..";
  private static final String TESTKIT = "dev.annals.testkit..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String DRIVER = "com.datastax..";

  private static final JavaClasses ANNALS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.annals");

  /** What runs in a worker, or in an application. */
  private static final JavaClasses SHIPPED = ANNALS.that(not(resideInAPackage(TESTKIT)));

  @Test
  void every_module_of_the_archive_is_looked_at() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : ANNALS) {
      packages.add(type.getPackageName());
    }
    assertThat(packages)
        .contains(
            "dev.annals.model",
            "dev.annals.store",
            "dev.annals.upcast",
            "dev.annals.reduce",
            "dev.annals.connector.record",
            "dev.annals.sink",
            "dev.annals.source");
  }

  @Test
  void the_event_model_sees_the_jdk_only() {
    classes()
        .that()
        .resideInAPackage(MODEL)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MODEL, "java..", "org.jspecify.annotations..")
        .check(ANNALS);
  }

  @Test
  void the_event_store_sees_neither_kafka_nor_connectors() {
    noClasses()
        .that()
        .resideInAPackage(STORE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(KAFKA)
                .or(
                    resideInAnyPackage("dev.annals..")
                        .and(not(resideInAnyPackage(MODEL, STORE, UPCASTING, REDUCING)))))
        .check(ANNALS);
  }

  @Test
  void upcasting_sees_neither_kafka_nor_the_store() {
    noClasses()
        .that()
        .resideInAnyPackage(UPCASTING, REDUCING)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(KAFKA)
                .or(
                    resideInAnyPackage("dev.annals..")
                        .and(not(resideInAnyPackage(MODEL, UPCASTING, REDUCING)))))
        .check(ANNALS);
  }

  @Test
  void expressions_are_reached_through_upcasting_only() {
    noClasses()
        .that()
        .resideOutsideOfPackage(UPCASTING)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.dashjoin..")
        .check(ANNALS);
  }

  @Test
  void the_driver_is_reached_through_the_event_store_only() {
    noClasses()
        .that()
        .resideOutsideOfPackages(STORE, TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(DRIVER)
        .check(ANNALS);
  }

  @Test
  void what_is_shipped_does_not_need_the_testkit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TESTKIT)
        .check(ANNALS);
  }

  /** What is read from topics, tables and files is data, and names no class to be made. */
  @Test
  void nothing_makes_objects_of_classes_that_data_names() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "com\\.fasterxml\\.jackson\\.(annotation\\.JsonTypeInfo|databind\\.jsontype\\..*|databind\\.ObjectMapper\\$DefaultTyp.*)")
        .orShould()
        .callMethodWhere(nameIs("activateDefaultTyping").or(nameIs("enableDefaultTyping")))
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .orShould()
        .callMethodWhere(nameIs("eval").and(ownerIs("javax.script.ScriptEngine")))
        .check(SHIPPED);
  }

  /** A loader that is named is our own: the worker's context would find what others brought. */
  @Test
  void extensions_are_looked_for_beside_our_own_jars_only() {
    noClasses().should().callMethod(ServiceLoader.class, "load", Class.class).check(SHIPPED);
  }

  private static DescribedPredicate<JavaMethodCall> nameIs(String name) {
    return DescribedPredicate.describe("a call of " + name, call -> call.getName().equals(name));
  }

  private static DescribedPredicate<JavaMethodCall> ownerIs(String name) {
    return DescribedPredicate.describe(
        "of " + name, call -> call.getTargetOwner().getName().equals(name));
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("dev.annals.(**)").should().beFreeOfCycles().check(ANNALS);
  }

  @Test
  void null_is_marked_in_every_package() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : ANNALS) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  /** Each of these says what a class is made of, or nothing, instead of what it does. */
  @Test
  void names_are_words_of_the_design() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Data|Base)(\\$.*)?")
        .check(ANNALS);
  }
}
