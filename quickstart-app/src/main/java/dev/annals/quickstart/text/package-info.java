/**
 * What a person sees: {@link dev.annals.quickstart.text.Screen} for headings, sentences and
 * progress, {@link dev.annals.quickstart.text.Table} for figures, {@link
 * dev.annals.quickstart.text.Complaint} for what the person can put right, {@link
 * dev.annals.quickstart.text.Patience} for waiting.
 */
@NullMarked
package dev.annals.quickstart.text;

import org.jspecify.annotations.NullMarked;
