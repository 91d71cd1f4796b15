package vn.phien.realtime;

import io.vertx.core.Future;
import java.util.function.Supplier;
import vn.phien.base.Caller;

/**
 * Who asks for a socket.
 *
 * @param again   asks anew who this is: a socket outlives its sign-in, and what people may do changes
 * @param address the network address the phone comes from
 */
public record Guest(Caller caller, Supplier<Future<Caller>> again, String address) { }
