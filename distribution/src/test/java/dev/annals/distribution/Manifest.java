package dev.annals.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The archive's {@code manifest.json}: what Confluent Hub shows, and checks. */
record Manifest(JsonNode json) {

  static Manifest of(Archive archive) throws IOException {
    return new Manifest(new ObjectMapper().readTree(archive.bytes("manifest.json")));
  }

  /** The text at a JSON pointer, such as {@code /owner/username}. */
  String text(String pointer) {
    return json.at(pointer).asText();
  }

  /** The texts of the array at a JSON pointer. */
  List<String> texts(String pointer) {
    List<String> texts = new ArrayList<>();
    json.at(pointer).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  LocalDate releaseDate() {
    return LocalDate.parse(text("/release_date"));
  }
}
