package dev.annals.testkit.proxy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One end's connection. One thread reads, several may write. */
final class FrameSocket {
  private final Socket socket;
  private final OutputStream out;
  private DataInputStream in;
  private boolean readsSegments;
  private boolean writesSegments;

  FrameSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    this.out = socket.getOutputStream();
  }

  /** The reader's: what comes from now on lies in segments. */
  void readSegments() {
    if (!readsSegments) {
      readsSegments = true;
      in = new DataInputStream(Segments.payloads(in));
    }
  }

  /** What goes from now on lies in segments. */
  synchronized void writeSegments() {
    writesSegments = true;
  }

  Frame read() throws IOException {
    return Frame.read(in);
  }

  synchronized void write(Frame frame) throws IOException {
    byte[] bytes = frame.bytes();
    if (writesSegments) {
      Segments.write(bytes, out);
    } else {
      out.write(bytes);
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // nothing to do
    }
  }
}
