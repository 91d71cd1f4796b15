package vn.phien.realtime;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * How the nodes of one house talk to each other. What is said may be lost, come twice, late or in another order: the books and the
 * logs hold everything of value, and what is said here only spares reading them.
 */
public interface Bus {
    /** The only node there is: nobody hears, nobody speaks. */
    Bus ALONE = new Bus() {
        @Override
        public void say(String address, Buffer words) { }

        @Override
        public Ear listen(String address, Consumer<Buffer> hear) {
            return DEAF;
        }

        @Override
        public String node() {
            return "alone";
        }

        @Override
        public boolean isAlone() {
            return true;
        }
    };

    Ear DEAF = new Ear() {
        @Override
        public Future<Void> open() {
            return Future.succeededFuture();
        }

        @Override
        public void close() { }
    };

    /** Says something to every other node that listens at the address. */
    void say(String address, Buffer words);

    /** Hears what other nodes say at an address, until it is closed. */
    Ear listen(String address, Consumer<Buffer> hear);

    /** The name of this node among the others. */
    String node();

    /** Whether there can be no other node. */
    default boolean isAlone() {
        return false;
    }

    /** An ear at an address. */
    interface Ear {
        /** Done when the other nodes know of it: what was said before may have been missed. */
        Future<Void> open();

        void close();
    }
}
