package vn.phien;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import vn.phien.accounts.Vault;
import vn.phien.base.Dice;
import vn.phien.base.Meters;
import vn.phien.realtime.Bus;
import vn.phien.realtime.Ladder;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;

/**
 * What every wing of the house stands on: the settings, time and chance, the store, and the word to the other nodes.
 *
 * @param folder    in which the house keeps what is not in the store
 * @param clustered whether other nodes may be beside this one
 */
record Ground(Config config, InstantSource clock, Dice dice, Path folder, Vault vault, Vertx vertx, Meters meters, Link link, Bus bus, boolean clustered, Ladder ladder, Rates rates) { }
