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
    private Credits messages;

    /** Pays for a command, or not. */
    synchronized boolean pays(Inbound command) {
        return commands.spend(switch (command) {
            case Inbound.JoinRoom _ -> JOIN_COST;
            // a cart is as many commands as it has parts
            case Inbound.TakeHolds cart -> cart.parts().size();
            case Inbound.PlaceOrders cart -> cart.parts().size();
            default -> 1;
        });
    }

    /** Pays for a message in the chat, or not. */
    synchronized boolean speaks() {
        if (messages == null) messages = new Credits(Limits.MESSAGES_PER_SECOND, Limits.MESSAGE_BURST);
        return messages.spend(1);
    }
}
