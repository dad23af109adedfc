package dev.annals.upcast;

/** Rules that make no chain. The message is a sentence that names the rule. */
public final class BadRulesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadRulesException(String reason) {
    super(reason);
  }
}
