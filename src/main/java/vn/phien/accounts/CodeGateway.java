package vn.phien.accounts;

import vn.phien.base.PhoneNumber;

/** The way by which a code reaches its number. */
@FunctionalInterface
public interface CodeGateway {
    /** Sends nothing: the answer itself carries the code. For the demo. */
    CodeGateway NONE = (_, _, _) -> true;

    /**
     * Sends a code. Runs on a virtual thread and may wait, a few seconds at most.
     *
     * @param request the same for a code sent again after a doubt, so that the other side can drop the second
     * @return whether it was taken; if not, it is as if the code had never been asked for
     */
    boolean send(String request, PhoneNumber to, String code);
}
