package vn.phien.redis;

import io.vertx.core.Future;
import java.util.List;

/**
 * Work that one node does at a time, because doing it twice would be for nothing. The turn is a lease in the store. A node that is held
 * up may believe for a moment longer that it is its turn, so the work must bear being done twice.
 */
public final class Turn {
    private static final Script TAKE = Script.load("redis/take_turn");
    private static final Script GIVE = Script.load("redis/give_turn");
    private final Link link;
    private final String name;
    private final String node;
    private final long leaseMs;

    /**
     * @param name    of the work
     * @param node    of this node, which no other has
     * @param leaseMs how long the turn of a node that died stands
     */
    public Turn(Link link, String name, String node, long leaseMs) {
        this.link = link;
        this.name = name;
        this.node = node;
        this.leaseMs = leaseMs;
    }

    /** Whether it is this node's turn: takes it where nobody has it, keeps it where this node has. To be asked a few times in a lease. */
    public Future<Boolean> isMine() {
        return TAKE.run(link, List.of(Keys.turn(name)), node, leaseMs).map(answer -> answer.toInteger() == 1);
    }

    /** Lets another node have it at once. */
    public Future<Void> give() {
        return GIVE.run(link, List.of(Keys.turn(name)), node).mapEmpty();
    }
}
