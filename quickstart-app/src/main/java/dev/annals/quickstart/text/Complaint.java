package dev.annals.quickstart.text;

/** Something that the user has to know and can do something about, in one sentence. */
public final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Complaint(String sentence) {
    super(sentence);
  }

  public Complaint(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
