package vn.phien.realtime;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus of the cluster, with every word signed by a key that only nodes of this house have: whoever else reaches its port can
 * neither ring nor whisper. A node does not hear itself.
 */
public final class NodeBus implements Bus {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBus.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 32;
    private final EventBus bus;
    private final String node;
    private final byte[] name;
    private final ThreadLocal<Mac> macs;

    /** @param secret the same on every node of the house */
    public NodeBus(Vertx vertx, String node, String secret) {
        this.bus = vertx.eventBus();
        this.node = node;
        this.name = node.getBytes(StandardCharsets.UTF_8);
        if (name.length > Byte.MAX_VALUE) throw new IllegalArgumentException("a node's name is at most 127 bytes");
        var key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(key));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(String address, byte[] said) {
        var mac = macs.get();
        mac.update(address.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(said);
    }

    @Override
    public void say(String address, Buffer words) {
        var said = Buffer.buffer(1 + name.length + words.length()).appendByte((byte) name.length).appendBytes(name).appendBuffer(words).getBytes();
        bus.publish(address, Buffer.buffer(SIGNATURE + said.length).appendBytes(sign(address, said)).appendBytes(said));
    }

    @Override
    public Ear listen(String address, Consumer<Buffer> hear) {
        var consumer = bus.<Object>consumer(address, message -> heard(address, message, hear));
        return new Ear() {
            @Override
            public Future<Void> open() {
                return consumer.completion();
            }

            @Override
            public void close() {
                consumer.unregister();
            }
        };
    }

    private void heard(String address, Message<Object> message, Consumer<Buffer> hear) {
        if (!(message.body() instanceof Buffer words) || words.length() <= SIGNATURE) {
            LOG.warn("something that no node says came in at {}", address);
            return;
        }
        var said = words.getBytes(SIGNATURE, words.length());
        if (!MessageDigest.isEqual(words.getBytes(0, SIGNATURE), sign(address, said))) {
            LOG.warn("something that no node of this house has signed came in at {}", address);
            return;
        }
        int length = said[0];
        if (length == name.length && new String(said, 1, length, StandardCharsets.UTF_8).equals(node)) return;
        hear.accept(Buffer.buffer(said).slice(1 + length, said.length));
    }

    @Override
    public String node() {
        return node;
    }
}
