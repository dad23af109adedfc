package dev.annals.quickstart.text;

/** Something that the user has to know and can do something about, in one sentence. */
public final class Complaint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  public Complaint(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  public Complaint(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** What to tell the user. */
  public String sentence() {
    return sentence;
  }
}
