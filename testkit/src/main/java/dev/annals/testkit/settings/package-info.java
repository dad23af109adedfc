/**
 * Settings of connectors, drawn at random. Start at {@link
 * dev.annals.testkit.settings.SettingsContract}.
 */
@NullMarked
package dev.annals.testkit.settings;

import org.jspecify.annotations.NullMarked;
