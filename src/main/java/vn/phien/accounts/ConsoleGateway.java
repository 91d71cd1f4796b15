package vn.phien.accounts;

import java.io.PrintStream;
import vn.phien.base.PhoneNumber;

/** Shows codes to the operator at the console, on purpose and never through the log. For a server without a gateway, while it is set up. */
public record ConsoleGateway(PrintStream console) implements CodeGateway {
    @Override
    public boolean send(String request, PhoneNumber to, String code) {
        console.println("Sign-in code for " + to.masked() + ": " + code);
        return !console.checkError();
    }
}
