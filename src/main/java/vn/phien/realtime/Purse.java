package vn.phien.realtime;

import vn.phien.base.Limits;
import vn.phien.protocol.Inbound;

/**
 * What one person may still say, over all of their phones together: coming back with a fresh socket, or with ten, buys nothing.
 * Safe on every event loop.
 */
final class Purse {
    /** Coming into a room reads a good deal of the books. */
    private static final int JOIN_COST = 3;
    private final Credits commands = new Credits(Limits.COMMANDS_PER_SECOND, Limits.COMMAND_BURST);
    private final Credits messages = new Credits(Limits.MESSAGES_PER_SECOND, Limits.MESSAGE_BURST);

    /** Pays for a command, or not. */
    synchronized boolean pays(Inbound command) {
        return commands.spend(command instanceof Inbound.JoinRoom ? JOIN_COST : 1);
    }

    /** Pays for a message in the chat, or not. */
    synchronized boolean speaks() {
        return messages.spend(1);
    }
}
