package dev.annals.model.store;

/**
 * A schema that events of one type came with.
 *
 * @param entityType the type of their entities
 * @param eventType what happened
 * @param schemaVersion the version of the type's shape, from 1
 * @param schemaId which schema
 */
public record SchemaUse(String entityType, String eventType, int schemaVersion, String schemaId) {}
