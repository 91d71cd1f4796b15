package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sends mail by SMTP, through the operator's own server. Plain text, one receiver each. A mail that is said again has the same
 * {@code Message-ID}. With TLS the server must show a certificate of its own name that an authority vouches for.
 */
public final class PostOffice implements NoticeDoors.Mail {
    /** How long the server may say nothing. */
    private static final int PATIENCE_MS = 20_000;
    private final MailClient client;
    private final String from;

    /**
     * @param user empty: without signing in
     * @param from the address that mail comes from
     * @param authority PEM file of the authority that signed the server's certificate, or "" for those that Java knows
     * @param tls  "required" and "optional" for STARTTLS, "on" for TLS from the first byte, "off"
     */
    public PostOffice(Vertx vertx, String host, int port, String user, String password, String from, String tls, String authority) {
        if (!from.contains("@")) throw new IllegalArgumentException("mail.from must be a mail address");
        var config = new MailConfig(host, port).setKeepAlive(true).setMaxPoolSize(4).setStarttls(switch (tls) {
            case "required" -> StartTLSOptions.REQUIRED;
            case "optional" -> StartTLSOptions.OPTIONAL;
            case "on", "off" -> StartTLSOptions.DISABLED;
            case String _ -> throw new IllegalArgumentException("mail.tls must be required, optional, on or off");
        }).setSsl(tls.equals("on"));
        // the client checks the server's name by itself, and no more once it is told by which rule
        config.setConnectTimeout(PATIENCE_MS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout(PATIENCE_MS);
        if (!authority.isEmpty() && !Files.isReadable(Path.of(authority))) throw new IllegalArgumentException("the file " + authority + " (mail.authority) cannot be read");
        if (!authority.isEmpty()) config.setTrustOptions(new PemTrustOptions().addCertPath(authority));
        if (!user.isEmpty()) config.setUsername(user).setPassword(password);
        this.client = MailClient.create(vertx, config);
        this.from = from;
    }

    @Override
    public Future<Void> send(String id, String to, String subject, String text) {
        var message = new MailMessage().setFrom(from).setTo(to).setSubject(subject).setText(text).setHeaders(MultiMap.caseInsensitiveMultiMap().set("Message-ID", "<" + id + from.substring(from.indexOf('@')) + ">"));
        return client.sendMail(message).timeout(2 * PATIENCE_MS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    public Future<Void> close() {
        return client.close();
    }
}
