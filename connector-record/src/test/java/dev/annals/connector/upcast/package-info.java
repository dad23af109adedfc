/** Tests of upcasting in connectors. */
@NullMarked
package dev.annals.connector.upcast;

import org.jspecify.annotations.NullMarked;
