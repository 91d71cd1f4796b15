package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

/** Sends mail by SMTP, through the operator's own server. Plain text, one receiver each. */
public final class PostOffice implements NoticeDoors.Mail {
    private final MailClient client;
    private final String from;

    /**
     * @param user empty: without signing in
     * @param from the address that mail comes from
     * @param tls  "required" and "optional" for STARTTLS, "on" for TLS from the first byte, "off"
     */
    public PostOffice(Vertx vertx, String host, int port, String user, String password, String from, String tls) {
        if (!from.contains("@")) throw new IllegalArgumentException("mail.from must be a mail address");
        var config = new MailConfig(host, port).setKeepAlive(true).setMaxPoolSize(4).setStarttls(switch (tls) {
            case "required" -> StartTLSOptions.REQUIRED;
            case "optional" -> StartTLSOptions.OPTIONAL;
            case "on", "off" -> StartTLSOptions.DISABLED;
            case String _ -> throw new IllegalArgumentException("mail.tls must be required, optional, on or off");
        }).setSsl(tls.equals("on"));
        if (!user.isEmpty()) config.setUsername(user).setPassword(password);
        this.client = MailClient.create(vertx, config);
        this.from = from;
    }

    @Override
    public Future<Void> send(String to, String subject, String text) {
        return client.sendMail(new MailMessage().setFrom(from).setTo(to).setSubject(subject).setText(text)).mapEmpty();
    }

    public Future<Void> close() {
        return client.close();
    }
}
