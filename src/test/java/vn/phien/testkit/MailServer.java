package vn.phien.testkit;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server on loopback: takes letters by SMTP, with STARTTLS or sealed from the first byte where it has a certificate, and keeps what was said. */
public final class MailServer implements AutoCloseable {
    private final BlockingQueue<String> letters = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> visits = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final ServerSocket door;
    private final SSLContext tls;
    private final boolean sealedAtOnce;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    public MailServer() {
        this(null, false);
    }

    /** @param certificate what it shows for STARTTLS, or null to offer none */
    public MailServer(SelfSignedCertificate certificate) {
        this(certificate, false);
    }

    /** One that hears nothing but TLS. */
    public static MailServer sealed(SelfSignedCertificate certificate) {
        return new MailServer(certificate, true);
    }

    private MailServer(SelfSignedCertificate certificate, boolean sealedAtOnce) {
        this.sealedAtOnce = sealedAtOnce;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            tls = certificate == null ? null : SSLContext.getInstance("TLS");
            if (tls != null) tls.init(certificate.keyCertOptions().getKeyManagerFactory(TestStore.VERTX).getKeyManagers(), null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    var line = door.accept();
                    lines.add(line);
                    visits.add(line.toString());
                    if (!silent) Thread.ofVirtual().start(() -> serve(line));
                } catch (IOException e) {
                    if (door.isClosed()) return;
                }
            }
        });
    }

    private void serve(Socket plain) {
        var line = plain;
        try {
            if (sealedAtOnce) line = sealed(plain);
            var in = reader(line);
            say(line, "220 office ESMTP");
            var said = new StringBuilder();
            for (String heard; (heard = in.readLine()) != null; ) {
                said.append(heard).append('\n');
                var word = heard.toUpperCase(Locale.ROOT);
                if (word.startsWith("EHLO")) say(line, tls != null && line == plain ? "250-office\r\n250-STARTTLS\r\n250 8BITMIME" : "250-office\r\n250 8BITMIME");
                else if (word.startsWith("STARTTLS")) {
                    say(line, "220 go on");
                    line = sealed(plain);
                    in = reader(line);
                } else if (word.startsWith("MAIL") && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) say(line, "451 not now");
                else if (word.startsWith("DATA")) {
                    say(line, "354 go on");
                    while (!(heard = in.readLine()).equals(".")) said.append(heard).append('\n');
                    letters.add(said.toString());
                    said.setLength(0);
                    say(line, "250 taken");
                } else say(line, word.startsWith("QUIT") ? "221 bye" : "250 ok");
            }
        } catch (IOException e) {
            // whoever called hung up
        } finally {
            hangUp(line);
        }
    }

    private Socket sealed(Socket plain) throws IOException {
        var sealed = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        sealed.setUseClientMode(false);
        sealed.startHandshake();
        return sealed;
    }

    private static BufferedReader reader(Socket line) throws IOException {
        return new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Says no to so many letters, then takes them. */
    public void refuses(int letters) {
        refusals.set(letters);
    }

    /** Hangs up, and whoever comes from now on hears nothing, not even a greeting; or they do again. */
    public void isSilent(boolean now) {
        silent = now;
        lines.forEach(MailServer::hangUp);
        lines.clear();
    }

    private static void hangUp(Socket line) {
        try {
            line.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    /** Waits until somebody comes. */
    public void isVisited() {
        next(visits, "nobody came");
    }

    /** The next letter with all that was said before it. */
    public String letter() {
        return next(letters, "no letter came");
    }

    /** How many letters lie here unread. */
    public int unread() {
        return letters.size();
    }

    private static String next(BlockingQueue<String> from, String otherwise) {
        try {
            var found = from.poll(30, TimeUnit.SECONDS);
            if (found == null) throw new AssertionError(otherwise);
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            lines.forEach(MailServer::hangUp);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
