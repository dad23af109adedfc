package dev.annals.connector.record;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** What the headers of a record say. */
final class HeaderClaims implements Claims {
  /** Says how the value is to be read, in any preset. */
  static final String CONTENT_TYPE = "content-type";

  private final Headers headers;
  private final RecordMapping mapping;

  HeaderClaims(Headers headers, RecordMapping mapping) {
    this.headers = headers;
    this.mapping = mapping;
  }

  @Override
  public @Nullable String text(Meaning meaning) throws NotDecodable {
    String header = mapping.header(meaning);
    return header == null ? null : text(header);
  }

  @Override
  public String place(Meaning meaning) {
    String header = mapping.header(meaning);
    return header == null ? "no header" : "header " + header;
  }

  @Override
  public @Nullable String attribute(String name) throws NotDecodable {
    return text(RecordMapping.CLOUDEVENTS_PREFIX + name);
  }

  @Override
  public String place(String attribute) {
    return "header " + RecordMapping.CLOUDEVENTS_PREFIX + attribute;
  }

  @Nullable String contentType() throws NotDecodable {
    return text(CONTENT_TYPE);
  }

  /** Whether the record bears this store's mark, among those of others it may have come through. */
  boolean isFrom(String storeId) throws NotDecodable {
    Iterator<Header> marks = headers.allWithName(AnnalsHeaders.STORE);
    while (marks.hasNext()) {
      if (storeId.equals(HeaderValue.identifyingText(marks.next()))) {
        return true;
      }
    }
    return false;
  }

  /** A header may stand twice where nothing depends on it; here it must say the same. */
  private @Nullable String text(String name) throws NotDecodable {
    String found = null;
    Iterator<Header> same = headers.allWithName(name);
    while (same.hasNext()) {
      String text = HeaderValue.identifyingText(same.next());
      if (text == null) {
        continue;
      }
      if (text.isEmpty()) {
        throw new NotDecodable("header " + name + " is empty: give it a value or leave it out");
      }
      if (found != null && !found.equals(text)) {
        throw new NotDecodable(
            "header " + name + " stands twice and says different things: send it once");
      }
      found = text;
    }
    return found;
  }

  @Override
  public Map<String, String> attributes() throws NotDecodable {
    Map<String, String> attributes = new HashMap<>();
    for (Header header : headers) {
      String name = header.key();
      if (!name.startsWith(RecordMapping.CLOUDEVENTS_PREFIX)) {
        continue;
      }
      String attribute = name.substring(RecordMapping.CLOUDEVENTS_PREFIX.length());
      String text = HeaderValue.identifyingText(header);
      if (text != null && !attribute.isEmpty() && !WITH_PLACE.contains(attribute)) {
        attributes.put(attribute, text);
      }
    }
    return attributes;
  }
}
