package vn.phien.markets;

import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.http.Words;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;

/** Where a person's notices go beside the pages, over HTTP. */
public final class DoorHttp {
    private final NoticeDoors doors;

    /** @param language in which the person reads the pages, or null to leave it */
    public record WantMail(String address, @Maybe String language) {
        public WantMail {
            check(language);
            address = Check.text("address", address, Limits.ADDRESS).strip();
        }

        @Override
        public String toString() {
            return "WantMail[…]";
        }
    }

    public record ConfirmMail(String code) {
        public ConfirmMail {
            code = Check.text("code", code, 12).strip();
        }

        @Override
        public String toString() {
            return "ConfirmMail[…]";
        }
    }

    public record WantMessages(boolean on, @Maybe String language) {
        public WantMessages {
            check(language);
        }
    }

    public record Speak(String language) {
        public Speak {
            check(Check.text("language", language, 8));
        }
    }

    private static void check(String language) {
        if (language != null && !Words.isLanguage(language)) throw new BadValue("language", Why.INVALID_VALUE);
    }

    public DoorHttp(NoticeDoors doors) {
        this.doors = doors;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/me/doors", Access.SIGNED_IN, "Following", "Where one's notices go beside the pages.", NoticeDoors.Doors.class, ask -> Answer.json(doors.of(ask.person().account()).await())),
            Route.put("/api/me/doors/mail", Access.SIGNED_IN, "Following", "Asks for notices by mail: a code goes to the address.", WantMail.class, NoticeDoors.Doors.class, this::wantMail),
            Route.post("/api/me/doors/mail/code", Access.SIGNED_IN, "Following", "Proves the mail address by the code that went there.", ConfirmMail.class, NoticeDoors.Doors.class, this::confirmMail),
            Route.delete("/api/me/doors/mail", Access.SIGNED_IN, "Following", "No more mail.", this::dropMail),
            Route.put("/api/me/doors/message", Access.SIGNED_IN, "Following", "Asks for notices as text messages, or for no more of them.", WantMessages.class, NoticeDoors.Doors.class, this::wantMessages),
            Route.put("/api/me/doors/language", Access.SIGNED_IN, "Following", "In which language notices are written from now on.", Speak.class, Void.class, this::speak));
    }

    private Answer wantMail(Ask ask) throws BadMessage {
        var want = ask.read(WantMail.class);
        speaks(ask, want.language());
        return Answer.of(doors.wantMail(ask.person().account(), want.address()).await());
    }

    private Answer confirmMail(Ask ask) throws BadMessage {
        return Answer.of(doors.confirmMail(ask.person().account(), ask.read(ConfirmMail.class).code()).await());
    }

    private Answer dropMail(Ask ask) {
        doors.dropMail(ask.person().account()).await();
        return Answer.empty();
    }

    private Answer wantMessages(Ask ask) throws BadMessage {
        var want = ask.read(WantMessages.class);
        speaks(ask, want.language());
        return Answer.of(doors.wantMessages(ask.person().account(), want.on()).await());
    }

    private Answer speak(Ask ask) throws BadMessage {
        speaks(ask, ask.read(Speak.class).language());
        return Answer.empty();
    }

    private void speaks(Ask ask, String language) {
        if (language != null) doors.speak(ask.person().account(), language).await();
    }
}
