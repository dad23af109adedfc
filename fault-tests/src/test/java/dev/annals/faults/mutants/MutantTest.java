package dev.annals.faults.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
  @ParameterizedTest
  @EnumSource
  void what_a_mutant_changes_is_still_in_the_product_and_it_compiles(Mutant mutant)
      throws IOException {
    try (Stream<Path> compiled = Files.walk(mutant.classes())) {
      assertThat(compiled.map(Path::toString).filter(name -> name.endsWith(".class")).toList())
          .isNotEmpty();
    }
  }

  @Test
  void a_mutant_of_what_is_not_there_any_more_says_so() {
    Edit edit = new Edit("event-store", "dev.annals.store.cql.Cql", "register", "");

    assertThatThrownBy(() -> edit.in("class Cql {}"))
        .hasMessageContainingAll("dev.annals.store.cql.Cql", "exactly once", "register");
    assertThatThrownBy(() -> edit.in("register register")).hasMessageContaining("exactly once");
    assertThat(List.of(edit.in("no register"))).containsExactly("no ");
  }
}
