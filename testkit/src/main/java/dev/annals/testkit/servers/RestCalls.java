package dev.annals.testkit.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** JSON over HTTP to one Connect worker. */
final class RestCalls {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);
  private static final Duration REBALANCE_LIMIT = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FIRST_ERROR = 400;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI worker;

  RestCalls(URI worker) {
    this.worker = worker;
  }

  URI worker() {
    return worker;
  }

  /**
   * Sends a request, again while the worker's group is not settled, and returns the answer's body.
   *
   * @param body JSON, or empty for none
   * @throws ServerFailure with the worker's words if it refuses
   */
  JsonNode send(String method, String path, String body) {
    long start = System.nanoTime();
    while (true) {
      HttpResponse<String> response = exchange(method, path, body);
      if (response.statusCode() < FIRST_ERROR) {
        return parse(response.body());
      }
      if (!mayPass(response) || System.nanoTime() - start > REBALANCE_LIMIT.toNanos()) {
        throw refused(method, path, response);
      }
      Wait.aMoment();
    }
  }

  /**
   * Whether the group rebalances, has not missed its leader yet, or has one that must fence the one
   * before it first.
   */
  private static boolean mayPass(HttpResponse<String> refusal) {
    return (refusal.statusCode() == CONFLICT && !refusal.body().contains("already exists"))
        || refusal.body().contains("IO Error trying to forward REST request")
        || refusal.body().contains("the request can be safely retried");
  }

  /** What is at the path; empty if nothing is there, or nothing that a rebalance lets us see. */
  Optional<JsonNode> find(String path) {
    HttpResponse<String> response = exchange("GET", path, "");
    return switch (response.statusCode()) {
      case OK -> Optional.of(parse(response.body()));
      case NOT_FOUND, CONFLICT -> Optional.empty();
      default -> throw refused("GET", path, response);
    };
  }

  boolean answersOk(String path) {
    try {
      return request("GET", path, "").statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  static String json(Map<String, String> config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private HttpResponse<String> exchange(String method, String path, String body) {
    try {
      return request(method, path, body);
    } catch (IOException e) {
      throw new ServerFailure(
          method + " " + worker + path + " got no answer. Does the Connect worker run?", e);
    }
  }

  private HttpResponse<String> request(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(worker.resolve(path))
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("Interrupted while waiting for " + worker + path + ".", e);
    }
  }

  private ServerFailure refused(String method, String path, HttpResponse<String> response) {
    String words = parse(response.body()).path("message").asText(response.body());
    return new ServerFailure(
        "%s %s%s was refused (%d): %s"
            .formatted(method, worker, path, response.statusCode(), words));
  }

  private static JsonNode parse(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("message", body);
    }
  }
}
