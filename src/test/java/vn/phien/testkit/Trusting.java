package vn.phien.testkit;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS that trusts anybody, host names too: for certificates that a test has made itself. */
public final class Trusting extends X509ExtendedTrustManager {
    public static final SSLContext TLS = context();

    private Trusting() { }

    private static SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket line) { }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket line) { }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) { }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) { }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) { }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) { }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
