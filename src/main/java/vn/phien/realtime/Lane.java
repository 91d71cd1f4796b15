package vn.phien.realtime;

/** What may happen to a frame when a phone reads more slowly than the room speaks. */
public enum Lane {
    /** Never lost: over the bound the socket is closed with 4408 and the phone resumes. */
    MUST,
    /** Only the newest of a key counts. */
    LATEST,
    /** The oldest is dropped. */
    THIN,
    /** Not worth waiting: lost at once when the phone is busy. */
    FLEETING
}
