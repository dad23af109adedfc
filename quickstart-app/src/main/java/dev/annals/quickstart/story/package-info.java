/**
 * A short story told with real records, in three chapters: {@link
 * dev.annals.quickstart.story.Warehouse} (facts), {@link dev.annals.quickstart.story.Orders}
 * (decisions) and {@link dev.annals.quickstart.story.Parcels} (a crash). Start at {@link
 * dev.annals.quickstart.story.Story}.
 */
@NullMarked
package dev.annals.quickstart.story;

import org.jspecify.annotations.NullMarked;
