package vn.phien.base;

/** Every bound in one place. Times in milliseconds unless the name says otherwise, money in whole đồng. */
public final class Limits {
    private Limits() { }

    // buying
    public static final long HOLD_MS = 5 * 60_000;
    public static final long HOLD_EXTENSION_MS = 3 * 60_000;
    /** A hold may be extended up to this long after it was taken (WCAG 2.2.1 asks for ten extensions of 20 s or more). */
    public static final long HOLD_CAP_MS = 35 * 60_000;
    public static final int CART_LINES = 20;
    public static final int QUANTITY = 99;
    public static final int OPEN_HOLDS_PER_BUYER = 3;
    /** Parts of one cart: shows and shelves that are bought from in one act. */
    public static final int CART_PARTS = 10;
    /** Lines of all parts of one cart together. */
    public static final int CART_TOTAL_LINES = 40;
    public static final int WAITING_PER_PRODUCT = 5_000;
    public static final int SWEEP = 100;
    public static final long CANCEL_WINDOW_MS = 30 * 60_000;
    public static final long PRICE_VND = 1_000_000_000;
    public static final int STOCK = 1_000_000;

    // a show
    public static final int PINS = 3;
    public static final int LINE_UP = 200;
    public static final int SHOWS_PER_BOOTH = 2_000;
    /** How far ahead a show may be announced. */
    public static final long SHOW_AHEAD_MS = 366L * 24 * 60 * 60_000;
    public static final int AUDIENCE_SAMPLES = 5_000;
    /** Samples of the audience lie at least so far apart, however many nodes take them. */
    public static final long AUDIENCE_APART_MS = 10_000;
    public static final int LISTED_SHOWS = 200;
    public static final int OPEN_QUESTIONS = 500;
    /** An order by comment that is written again within this time is the same order. */
    public static final long SAME_COMMENT_MS = 30_000;
    public static final long DEAL_MIN_MS = 10_000;
    public static final long DEAL_MAX_MS = 20 * 60_000;
    public static final long UNDO_MS = 15_000;
    public static final int CHAT_TEXT = 300;
    public static final int CHAT_HISTORY = 50;
    public static final int CHAT_LOG = 2_000;
    public static final int SLOW_MODE_SECONDS = 300;
    public static final int BLOCKED_WORDS = 500;
    public static final int TITLE = 120;
    public static final int STORY = 4_000;

    // the counter of a booth, where visitors walk up
    public static final int WAITING_AT_COUNTER = 200;
    public static final int TALKS_PER_STAFF = 8;
    public static final int TALK_TEXT = 500;
    public static final int TALK_LINES = 300;
    public static final int TICKET_REASON = 120;
    /** Tickets that the staff of a booth see at once. */
    public static final int TICKETS_SHOWN = 250;
    /** A talk is kept this long after its end. */
    public static final long TALK_KEPT_MS = 30L * 24 * 60 * 60_000;

    // a booth
    public static final int PRODUCTS = 2_000;
    public static final int PHOTOS_PER_PRODUCT = 8;
    public static final int PHOTOS_PER_BOOTH = 4_000;
    public static final int UNIT = 20;
    public static final int WEIGHT_GRAMS = 1_000_000;
    public static final int RETURN_TERMS = 1_000;

    // a night market
    public static final int MARKETS = 200;
    public static final int HALLS = 40;
    public static final int PLACES_PER_HALL = 100;
    public static final int SKIPS = 100;
    public static final int SITTINGS = 100;
    public static final int ABOUT = 1_000;
    public static final int APPLICATIONS = 500;
    public static final int PRODUCTS_APPLIED_WITH = 30;
    public static final int PHOTOS_APPLIED_WITH = 8;
    /** How far ahead the nights of a market are made. */
    public static final int NIGHTS_AHEAD_DAYS = 60;
    public static final int NIGHTS_PER_MARKET_AHEAD = 100;
    public static final int LISTED_NIGHTS = 200;
    /** A night is at most this long. */
    public static final long NIGHT_MS = 24 * 60 * 60_000;
    /** Its applications open at most this long before it. */
    public static final long NIGHT_LEAD_MS = 120L * 24 * 60 * 60_000;
    public static final int SPOTLIGHT_MINUTES = 30;
    /** A booth that was not seen live for this long has left the rotation: a short break costs nobody their turn. */
    public static final long SPOTLIGHT_GRACE_MS = 15_000;
    /** How many turns ahead are told. */
    public static final int TURNS_TOLD = 12;
    public static final int FOLLOWS = 200;
    public static final int NOTICES = 200;
    public static final int CURRENCIES = 60;
    public static final int ANNOUNCEMENTS = 200;
    public static final int ANNOUNCEMENT = 240;
    /** An announcement is shown at most this long. */
    public static final long ANNOUNCEMENT_MS = 6 * 60 * 60_000;
    public static final int INCIDENTS = 500;
    public static final int INCIDENT_CHANGES = 100;
    /** Different words that were searched for in vain, of one night; and codes of one booth. */
    public static final int ASKED_IN_VAIN = 500;
    public static final int UNKNOWN_CODES = 100;
    public static final int REHEARSALS_KEPT = 20;

    // supervision
    /** How long a booth has to answer an official before its silence is shown as late. */
    public static final long MATTER_ANSWER_MS = 24L * 60 * 60_000;
    public static final int MATTER_TEXT = 1_000;
    public static final int MATTER_WORDS = 60;
    public static final int PAPERS_PER_WORD = 4;
    /** Open matters of one booth. */
    public static final int OPEN_MATTERS = 500;
    public static final int LISTED_MATTERS = 300;
    /** Records of people that one official may open within an hour. */
    public static final int VIEWS_PER_HOUR = 50;
    public static final int OFFICE = 80;
    /** An official's seat in a room is empty when it was not renewed for this long. */
    public static final long SEAT_MS = 3 * 60_000;
    public static final int SEATS = 10;
    public static final int CLAIM = 300;
    /** A journal is signed at every so many records, and at the close. */
    public static final int RECORDS_PER_ROOT = 100;
    public static final int JOURNAL_ROOTS = 1_000;
    /** A journal is packed when its show has been over for this long: by then most orders have arrived. */
    public static final long JOURNAL_LOOSE_MS = 14L * 24 * 60 * 60_000;
    /** How long a booth has to answer a complaint before it goes to the organizers. */
    public static final long COMPLAINT_ANSWER_MS = 48L * 60 * 60_000;
    /** How long a buyer has to say that an answer is not good enough. */
    public static final long COMPLAINT_OBJECT_MS = 7L * 24 * 60 * 60_000;
    /** How long organizers have to decide before officials see the complaint. */
    public static final long COMPLAINT_DECIDE_MS = 5L * 24 * 60 * 60_000;
    public static final int COMPLAINT_TEXT = 1_000;
    public static final int COMPLAINT_WORDS = 60;
    public static final int LISTED_COMPLAINTS = 300;
    /** A photo that was sent in and belongs to nothing is thrown away after this. */
    public static final long LOOSE_PAPER_MS = 24L * 60 * 60_000;

    // a person
    public static final int NAME = 60;
    public static final int ADDRESS = 200;
    public static final int NOTE = 300;
    public static final int REASON = 300;
    public static final int COMMUNE = 80;
    public static final int DEVICES = 20;
    public static final int STAFF_PER_BOOTH = 50;
    public static final int BOOTHS_PER_PERSON = 50;
    public static final int API_KEYS = 20;

    // signing in (lengths and tries as OWASP ASVS 5.0, 6.5 and 6.6, asks)
    public static final int CODE_DIGITS = 6;
    public static final long CODE_MS = 5 * 60_000;
    public static final int CODE_TRIES = 5;
    /** A login ends when nobody used it for this long. */
    public static final long LOGIN_MS = 30L * 24 * 60 * 60_000;
    /** How long a node may go on believing a login, a role or a post that another node has taken away. */
    public static final long CALLER_CACHE_MS = 5_000;

    // the store
    /** Facts stay at least this long, also after every fold has heard them. */
    public static final long FACTS_KEPT_MS = 7L * 24 * 60 * 60_000;
    /** A store that answers nothing for this long is taken for gone; whoever waits is told to try again with the same key. */
    public static final long STORE_MS = 4_000;
    /** When the store has answered nothing to anybody for this long, nobody is kept waiting for it any more. */
    public static final long STORE_AWAY_MS = 2_000;
    /** Work that has not been sent to the store after this long is dropped: whoever wanted it no longer waits, or tries again. */
    public static final long COMMAND_MS = 2_000;

    // when everything is busy: the bounds of the three steps that the load can make a node take
    /** How late an event loop comes to its work, p90 of a second. */
    public static final double LAG_QUIETER_MS = 50;
    public static final double LAG_THINNER_MS = 150;
    public static final double LAG_BUYING_ONLY_MS = 400;
    /** How long the store takes to answer, p75 of a second. */
    public static final double STORE_QUIETER_MS = 100;
    public static final double STORE_THINNER_MS = 250;
    public static final double STORE_BUYING_ONLY_MS = 600;
    /** How long a buyer waits for a hold or an order, p95 of a second in which at least {@link #BUYING_COUNTS} of them were answered. */
    public static final double BUYING_QUIETER_MS = 100;
    public static final double BUYING_THINNER_MS = 150;
    public static final double BUYING_ONLY_MS = 400;
    public static final int BUYING_COUNTS = 20;
    /** Share of the heap in use after a collection. */
    public static final double HEAP_QUIETER = 0.80;
    public static final double HEAP_THINNER = 0.88;
    public static final double HEAP_BUYING_ONLY = 0.95;
    /** A step is left when it was not needed for this long. */
    public static final long CALM_MS = 30_000;
    /** Buyers who wait longer than this, on average, have others make way for them at once: fewer messages are taken, fewer phones come in, and rooms are told less often. */
    public static final double BUYERS_WAIT_MS = 25;
    /** Messages of chats under way to the store on one node, and while chats are thinned: what comes on top is refused, so that orders never wait behind them. */
    public static final int CHATS_UNDER_WAY = 64;
    public static final int CHATS_UNDER_WAY_STRAINED = 8;
    /** The same for comments that may be orders. */
    public static final int CHAT_ORDERS_UNDER_WAY = 512;
    /** Joins under way on one node, and of those who only watch while buyers wait. */
    public static final int JOINS_UNDER_WAY = 256;
    public static final int JOINS_UNDER_WAY_STRAINED = 8;
    /** How many times what may come in a second may come at once. */
    public static final int BUDGET_BURST = 2;
    /** Who is told to come later waits at least and at most this long. */
    public static final long LATER_MIN_MS = 1_000;
    public static final long LATER_MAX_MS = 30_000;
    /** Of the sockets of a node, how many are kept for those who are buying or selling, one in so many. */
    public static final int RESERVE = 20;
    /** Who has placed an order comes in first for this long. */
    public static final long BUYER_MS = 30 * 60_000;
    public static final int BUYERS_KNOWN = 100_000;
    /** What is read back of each shard's facts at the start, to know who is buying. */
    public static final int BUYERS_RECALLED = 2_000;
    /** When a node leaves: phones sent away at most this fast, so that those who take them in are not overrun. */
    public static final int LEAVING_PER_SECOND = 500;
    /** A phone whose order is under way, or whose last frames are not out, is waited for this much longer. */
    public static final long LAST_ANSWERS_MS = 5_000;

    // the wire
    public static final int FRAME_BYTES = 16 * 1024;
    public static final int MESSAGE_BYTES = 32 * 1024;
    public static final int FRAGMENTS = 16;
    public static final int JSON_DEPTH = 8;
    public static final int ROOMS_PER_PHONE = 4;
    public static final int OUTBOX_BYTES = 256 * 1024;
    public static final int THIN_LANE = 64;
    public static final int THIN_BYTES = 32 * 1024;
    /** Chat messages a second that reach every viewer of a huge room; of every room when the node is busy, and then fewer. */
    public static final int CHAT_PER_SECOND = 150;
    public static final int HUGE_ROOM = 1_000;
    /** The same while a node is strained enough to thin its chats, and while only buying goes on. */
    public static final int CHAT_PER_SECOND_STRAINED = 30;
    public static final int CHAT_PER_SECOND_BUYING = 5;
    public static final long IDLE_MS = 75_000;
    public static final int COMMANDS_PER_SECOND = 20;
    public static final int COMMAND_BURST = 60;
    /** What one person may say in chats, over all rooms and phones; a room's slow mode comes on top. */
    public static final int MESSAGES_PER_SECOND = 2;
    public static final int MESSAGE_BURST = 10;
    /** Sockets of one account on one node; one more closes the oldest. */
    public static final int SOCKETS_PER_ACCOUNT = 10;
    /** How long what a person may do in an open socket is believed when they say nothing. */
    public static final long IDLE_CALLER_MS = 60_000;
    /** Messages from here on go compressed to phones that can read it. */
    public static final int DEFLATE_FROM_BYTES = 1024;
    public static final int RESUME_EVENTS = 500;
    /** Chat messages that a room keeps at hand for phones that come back. */
    public static final int RESUME_CHAT = 500;
    public static final int LOG_ENTRIES = 5_000;
    public static final int BODY_BYTES = 64 * 1024;
    public static final int PHOTO_BYTES = 10 * 1024 * 1024;
    public static final int CSV_BYTES = 1024 * 1024;
    /** From the first byte of a request's head to its last. */
    public static final long HEAD_MS = 10_000;
    /** A body may take this long, and as long again as its bytes take at {@link #BODY_BYTES_PER_SECOND}. */
    public static final long BODY_MS = 15_000;
    public static final int BODY_BYTES_PER_SECOND = 32 * 1024;
    /** HTTP requests under way on one node; above it the answer is "full". */
    public static final int REQUESTS_UNDER_WAY = 4_000;
    /** What one account may ask for over HTTP: credits a second and at once; a route costs one or more. */
    public static final int REQUEST_CREDITS_PER_SECOND = 50;
    public static final int REQUEST_CREDITS = 300;
    /** The same for all strangers of one network address, behind which there may be thousands. */
    public static final int STRANGERS_CREDITS_PER_SECOND = 500;
    public static final int STRANGERS_CREDITS = 3_000;
    public static final int PURSES = 200_000;
    public static final int QUERY_PARTS = 64;
    public static final int HEADER_BYTES = 8 * 1024;
    public static final int URI_BYTES = 4 * 1024;
}
