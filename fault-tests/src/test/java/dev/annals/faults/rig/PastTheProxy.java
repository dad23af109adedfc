package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.addresstranslation.AddressTranslator;
import com.datastax.oss.driver.api.core.context.DriverContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Leads the observer's session to the nodes themselves: what they tell of each other ({@code
 * 127.0.1.2}) is where the proxy stands, and they are at {@code 127.0.0.2}. Public for the driver,
 * which makes it.
 */
public final class PastTheProxy implements AddressTranslator {
  /** As the driver wants it. */
  @SuppressWarnings("unused") // The driver finds it by its parameter.
  public PastTheProxy(DriverContext context) {}

  @Override
  public InetSocketAddress translate(InetSocketAddress told) {
    byte[] bytes = told.getAddress().getAddress();
    bytes[2] = 0;
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes), told.getPort());
    } catch (UnknownHostException fault) {
      throw new IllegalStateException(told + " is no address", fault);
    }
  }

  @Override
  public void close() {}
}
