/** Tests of the settings; they need no process. */
@NullMarked
package dev.annals.connector.config;

import org.jspecify.annotations.NullMarked;
