package vn.phien.http;

import io.vertx.core.Future;
import java.util.function.Supplier;
import vn.phien.base.Caller;

/**
 * Somebody at the door who wants a socket: host and {@code Origin} are already checked.
 *
 * @param again   asks anew who this is: a socket outlives its sign-in
 * @param id      names this request in the log
 * @param address the phone's network address
 * @param language a code such as "vi"
 */
public record Visit(Caller caller, Supplier<Future<Caller>> again, String id, String address, String language) { }
