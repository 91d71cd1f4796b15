package vn.phien.shows;

import io.vertx.core.Future;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of {@code src/main/lua/shows} that keep the chat. */
final class ChatScripts {
    private static final Script POST_CHAT = Script.load("shows/post_chat");
    private static final Script DELETE_MESSAGE = Script.load("shows/delete_message");
    private static final Script PIN_MESSAGE = Script.load("shows/pin_message");
    private static final Script MARK_ANSWERED = Script.load("shows/mark_answered");
    private static final Script MUTE_VIEWER = Script.load("shows/mute_viewer");
    private static final Script SET_SLOW_MODE = Script.load("shows/set_slow_mode");
    private static final Script FORGET_SPEAKER = Script.load("shows/forget_speaker");
    private final Link link;

    ChatScripts(Link link) {
        this.link = link;
    }

    /** @param order the message that the books know this order by: an earlier one when its writer repeats it soon after */
    record Kept(MessageId order) { }

    /**
     * Keeps a message; a repeat of its id changes nothing.
     *
     * @param staff   speaks for the booth: not slowed, also heard in a rehearsal, answers questions
     * @param replyTo the message it answers, or null
     * @param line    a ChatLine as JSON without {@code n} and {@code sentMs}
     * @param order   what it orders, or ""
     */
    Future<Result<Kept>> postChat(PlaceId room, MessageId message, AccountId account, boolean staff, MessageId replyTo, boolean question, String line, String order) {
        return POST_CHAT.run(link, StageScripts.keys(room, Keys.chat(room), Keys.messages(room), Keys.questions(room), Keys.speakers(room)), message, account, staff ? "1" : "0",
            replyTo == null ? "" : replyTo, question ? "1" : "0", line, Limits.CHAT_LOG, Limits.OPEN_QUESTIONS, order, Limits.SAME_COMMENT_MS)
            .map(answer -> StageScripts.answer(answer).map(ok -> new Kept(new MessageId(ok.get(2).toString()))));
    }

    Future<Result<Void>> deleteMessage(PlaceId room, MessageId message, AccountId by) {
        return DELETE_MESSAGE.run(link, StageScripts.keys(room, Keys.chat(room), Keys.messages(room), Keys.questions(room)), message, by).map(StageScripts::done);
    }

    /** @param message null takes the pinned one down */
    Future<Result<Void>> pinMessage(PlaceId room, MessageId message, AccountId by) {
        return PIN_MESSAGE.run(link, StageScripts.keys(room, Keys.chat(room), Keys.messages(room)), message == null ? "" : message, by).map(StageScripts::done);
    }

    Future<Result<Void>> markAnswered(PlaceId room, MessageId message) {
        return MARK_ANSWERED.run(link, StageScripts.keys(room, Keys.messages(room), Keys.questions(room)), message).map(StageScripts::done);
    }

    Future<Result<Void>> muteViewer(PlaceId room, BoothId booth, AccountId account, boolean muted, AccountId by) {
        return MUTE_VIEWER.run(link, StageScripts.keys(room, Keys.speakers(room), Keys.staff(booth)), account, muted ? "1" : "0", by).map(StageScripts::done);
    }

    Future<Result<Void>> setSlowMode(PlaceId room, int seconds, AccountId by) {
        return SET_SLOW_MODE.run(link, Keys.books(room), seconds, by).map(StageScripts::done);
    }

    /** Answers how many messages were taken away. */
    Future<Integer> forgetSpeaker(PlaceId room, AccountId account) {
        return FORGET_SPEAKER.run(link, StageScripts.keys(room, Keys.chat(room), Keys.questions(room), Keys.speakers(room)), account).map(answer -> answer.get(1).toInteger());
    }
}
