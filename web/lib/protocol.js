// Made by ScribeTest from vn.phien.protocol. To write it anew: mvn -q test -Dtest=ScribeTest -Dscribe.write=true

/** A person's account. Accounts belong to no booth, so they carry no shard. @typedef {string} AccountId */

/** A producer's booth. @typedef {string} BoothId */

/** A complaint of a buyer: the key that the phone made, in the shard of the booth. @typedef {string} ComplaintId */

/** A flash deal. @typedef {string} DealId */

/** A hall of a market: stands side by side that belong together. It keeps its name from night to night. @typedef {string} HallId */

/** A hold: the key that the phone made, in the shard of the booth. @typedef {string} HoldId */

/** A night market as a series: every Friday, or a festival on days of its own. @typedef {string} MarketId */

/** What an official or organizer has taken up with a booth: a remark, a question for a paper, frozen goods, a stopped sale. Named by the key that the phone made, in the shard of the booth. @typedef {string} MatterId */

/** A chat message. @typedef {string} MessageId */

/** One sitting of a market. It lives in the shard of its market. @typedef {string} NightId */

/** An order: the key that the phone made, in the shard of the booth. @typedef {string} OrderId */

/** Where goods are on offer: a show, or the standing shelf of a booth. A place has its own books of stock and holds, and its own room on the wire. @typedef {string} PlaceId */

/** A product in a booth's catalogue. @typedef {string} ProductId */

/** One live sale. @typedef {string} ShowId */

/** The number that a visitor took at a booth's counter, and the talk that comes of it. @typedef {string} TicketId */

/** Where a show stands. @typedef {'draft' | 'scheduled' | 'rehearsal' | 'live' | 'paused' | 'ended'} ShowState */

/** Where an order stands, and where it may go from there. @typedef {'placed' | 'confirmed' | 'packed' | 'shipped' | 'delivered' | 'refused' | 'returned' | 'cancelled'} OrderState */

/** How an order is paid. @typedef {'cod' | 'vietqr'} Payment */

/** How far an order is paid, by what the bank has told. @typedef {'unpaid' | 'underpaid' | 'paid' | 'overpaid' | 'refund-due'} PaidState */

/** The small signs that a viewer can send. @typedef {'heart' | 'clap' | 'flower'} Reaction */

/** What an official or organizer takes up with a booth. @typedef {'flag' | 'paper' | 'freeze' | 'stop'} MatterKind */

/** Why an official or organizer acts, and why they let it be. @typedef {'unsafe-goods' | 'counterfeit' | 'false-certificate' | 'missing-papers' | 'false-claim' | 'false-origin' | 'false-price' | 'restricted-goods' | 'indecent' | 'complaints' | 'emergency' | 'other' | 'resolved' | 'paper-shown' | 'mistaken'} MatterReason */

/** What a buyer complains of. @typedef {'wrong-goods' | 'not-delivered' | 'quality' | 'false-claim' | 'other'} ComplaintKind */

/** @typedef {'pause' | 'resume' | 'end'} Stage */

/** What a person may do in the whole market. What they may do in one booth is a `BoothRole`. @typedef {'buyer' | 'organizer' | 'official' | 'distributor'} Role */

/** What a person may do in one booth; each role may do all that the ones before it may. @typedef {'moderator' | 'staff' | 'owner'} BoothRole */

/** Why something was refused. The code travels; the words a person reads stand in `web/words` under `refused.CODE` in every language. @typedef {'bad-json' | 'unknown-type' | 'unknown-field' | 'wrong-type' | 'missing' | 'empty' | 'too-long' | 'too-small' | 'too-large' | 'bad-text' | 'invalid-id' | 'invalid-phone' | 'invalid-value' | 'duplicate' | 'too-many-lines' | 'body-too-large' | 'unsupported-file' | 'wrong-method' | 'misdirected' | 'bad-request' | 'json-only' | 'uri-too-long' | 'headers-too-large' | 'too-slow' | 'sign-in-first' | 'not-allowed' | 'bad-origin' | 'bad-signature' | 'too-old' | 'reason-needed' | 'wrong-code' | 'code-expired' | 'too-many-tries' | 'too-many-codes' | 'too-fast' | 'account-erased' | 'consent-needed' | 'name-reserved' | 'number-in-use' | 'booth-needs-owner' | 'not-found' | 'wrong-state' | 'key-reused' | 'changed-meanwhile' | 'already-done' | 'too-many' | 'sold-out' | 'not-enough' | 'over-limit' | 'not-on-sale' | 'orders-stopped' | 'deal-over' | 'price-changed' | 'hold-lapsed' | 'hold-resolved' | 'hold-at-cap' | 'too-many-holds' | 'not-in-line' | 'already-in-line' | 'cancel-window-over' | 'not-paid-yet' | 'confirm-number-first' | 'too-many-open-cod' | 'no-cod-here' | 'no-bank-account' | 'not-live' | 'already-live' | 'show-ended' | 'not-in-line-up' | 'too-many-pins' | 'nothing-to-undo' | 'line-up-empty' | 'stock-below-held' | 'frozen' | 'sale-stopped' | 'video-not-allowed' | 'muted' | 'slow-down' | 'blocked-word' | 'no-links' | 'chat-closed' | 'crowded' | 'counter-closed' | 'nobody-waits' | 'talk-over' | 'not-called-yet' | 'comment-unclear' | 'comment-quantity' | 'comment-cancels' | 'applications-closed' | 'place-taken' | 'hall-in-use' | 'too-many-views' | 'office-needed' | 'under-hold' | 'try-again' | 'full' | 'not-ready' | 'broken'} Why */

/** @typedef {'none' | 'quieter' | 'thinner' | 'buying-only' | 'store-away'} Strain */

/**
 * What organizers say to all rooms of a night. `tone` is "calm" or "urgent".
 * @typedef {object} AnnouncementView
 * @property {string} id
 * @property {string} text
 * @property {string} tone
 * @property {number} atMs
 * @property {number} untilMs
 */

/**
 * A booth as everybody sees it.
 * @typedef {object} BoothView
 * @property {BoothId} booth
 * @property {string} name
 * @property {string} province
 * @property {string} commune
 * @property {string} story
 * @property {Picture} picture
 * @property {string} sellerName
 * @property {string} [registration]
 * @property {string} [returnTerms]
 * @property {boolean} canVietQr
 */

/**
 * What is wanted of one show or shelf, under a key of its own: it names the hold.
 * @typedef {object} CartPart
 * @property {PlaceId} room
 * @property {Line[]} lines
 * @property {string} key
 */

/**
 * A certificate as of today.
 * @typedef {object} CertificateView
 * @property {string} state "valid", "expires-soon", "expired" or "revoked"
 * @property {number} stars 3 to 5, or 0 when the certificate no longer holds
 * @property {string} number
 * @property {string} authority
 * @property {string} issuedOn
 * @property {string} until the last day, as yyyy-MM-dd
 * @property {number} daysLeft days until then, 0 when over
 */

/**
 * One message. `badge` is "host", "moderator", "official" (of `office`) or null; `question` is true while it waits for an answer.
 * @typedef {object} ChatLine
 * @property {number} n
 * @property {MessageId} message
 * @property {AccountId} account
 * @property {string} name
 * @property {string} [badge]
 * @property {string} text
 * @property {MessageId} [replyTo]
 * @property {number} sentMs
 * @property {boolean} question
 * @property {boolean} order
 * @property {string} [office]
 */

/**
 * A colleague to whom a talk can be handed.
 * @typedef {object} Colleague
 * @property {AccountId} account
 * @property {string} name
 */

/**
 * A complaint of a buyer.
 * @typedef {object} ComplaintView
 * @property {ComplaintId} complaint
 * @property {BoothId} booth
 * @property {string} boothName
 * @property {PlaceId} [room]
 * @property {string} [title]
 * @property {OrderId} [order]
 * @property {ComplaintKind} kind
 * @property {number} momentMs when it was that they complain of
 * @property {number} [intoMs] how long the show had been on then, or null
 * @property {string} state whose turn it is: "open" the booth's, "answered" the buyer's, "escalated" the organizers', "referred" the officials' too; or "closed"
 * @property {number} [dueMs] until when they should have moved, or null when nobody has to
 * @property {string} [late] "seller" or "organizer" where somebody did not move in time, or null
 * @property {string} [outcome] of a closed one: "accepted", "withdrawn", "unopposed", "for-buyer", "for-seller" or "settled"
 * @property {number} madeMs
 * @property {number} [closedMs]
 * @property {WordView[]} words
 */

/**
 * An open flash deal; `left` units of `units` are still at this price.
 * @typedef {object} DealView
 * @property {DealId} deal
 * @property {ProductId} product
 * @property {number} priceVnd
 * @property {number} units
 * @property {number} left
 * @property {number} perBuyer
 * @property {number} endsMs
 */

/**
 * How many booths of a hall are on air, and how many watch them.
 * @typedef {object} HallCount
 * @property {HallId} hall
 * @property {number} live
 * @property {number} viewers
 */

/**
 * A hall of a night.
 * @typedef {object} HallView
 * @property {HallId} hall
 * @property {string} name
 * @property {string} kind "province", "group" or "theme"
 * @property {string} [of] the code of the province or product group, or null
 * @property {number} places how many stands it has, numbered from 1
 */

/**
 * A hold. `capMs` is as late as it can be extended to.
 * @typedef {object} HoldView
 * @property {HoldId} hold
 * @property {PlaceId} room
 * @property {LineView[]} lines
 * @property {number} totalVnd
 * @property {number} takenMs
 * @property {number} deadlineMs
 * @property {number} capMs
 */

/**
 * One product and how many of it.
 * @typedef {object} Line
 * @property {ProductId} product
 * @property {number} quantity
 * @property {number} [priceVnd] the price the buyer saw, or null; a hold at a higher one is refused
 */

/**
 * One line of a hold or an order, with its price frozen.
 * @typedef {object} LineView
 * @property {ProductId} product
 * @property {string} code
 * @property {string} name
 * @property {string} unit
 * @property {number} quantity
 * @property {number} priceVnd
 * @property {DealId} [deal]
 * @property {Picture} picture
 */

/**
 * A night market as a series.
 * @typedef {object} MarketView
 * @property {MarketId} market
 * @property {string} name
 * @property {string} about
 * @property {WeeklyView} [weekly] null for a festival
 * @property {string[]} skipDates days without market, as yyyy-MM-dd or from/until joined by a slash
 * @property {SittingView[]} sittings days of its own beside the weekly rule
 * @property {boolean} running false when no more nights are made
 */

/**
 * What an official or organizer has taken up with a booth.
 * @typedef {object} MatterView
 * @property {MatterId} matter
 * @property {MatterKind} kind
 * @property {BoothId} booth
 * @property {string} boothName
 * @property {PlaceId} [room] the show in which it came up or that is stopped, or null
 * @property {ProductId} [product]
 * @property {string} [productName]
 * @property {MatterReason} reason
 * @property {string} role "official" or "organizer"
 * @property {string} office in whose name
 * @property {string} state "open", "answered" or "closed"
 * @property {number} openedMs
 * @property {number} dueMs until when the booth should have answered
 * @property {number} [closedMs]
 * @property {WordView[]} words
 */

/**
 * What belongs to the caller in a room.
 * @typedef {object} Mine
 * @property {HoldView[]} holds
 * @property {WaitView[]} waits
 * @property {boolean} muted
 * @property {boolean} staff
 */

/**
 * One night of a market.
 * @typedef {object} NightView
 * @property {NightId} night
 * @property {MarketId} market
 * @property {string} name
 * @property {string} state "draft", "applications", "published", "open" or "closed"
 * @property {number} opensMs
 * @property {number} closesMs
 * @property {number} [applyUntilMs] until when booths may apply
 * @property {HallView[]} halls
 * @property {boolean} rehearsal only organizers and those who take part know of it
 * @property {string} [cancelled] why it was called off; such a night is closed
 */

/**
 * Something to know, for one person.
 * @typedef {object} NoticeView
 * @property {string} notice
 * @property {string} kind "night-soon", "night-open", "night-moved", "night-cancelled", "application-approved", "application-changes", "application-refused" or "stand-placed"
 * @property {NightId} night
 * @property {BoothId} [booth]
 * @property {string} name of the night
 * @property {number} opensMs
 * @property {string} [why] what the organizer wrote, if anything
 * @property {number} atMs
 * @property {boolean} read
 */

/**
 * One numbered item of a line-up. `code` is what buyers write, such as A1; `wasVnd` is the price before, or null; `frozen`: officials or organizers have stopped its sale.
 * @typedef {object} OfferView
 * @property {ProductId} product
 * @property {string} code
 * @property {string} name
 * @property {string} unit
 * @property {number} weightGrams
 * @property {string} group
 * @property {number} priceVnd
 * @property {number} [wasVnd]
 * @property {number} perBuyer
 * @property {boolean} open
 * @property {StockView} stock
 * @property {DealView} [deal]
 * @property {CertificateView} [certificate]
 * @property {Picture} picture
 * @property {boolean} frozen
 */

/**
 * One change of an order: who, when, why. `who` is "buyer", "staff", "bank", "courier" or "house"; `name` of staff only.
 * @typedef {object} OrderChange
 * @property {OrderState} to
 * @property {string} who
 * @property {string} [name]
 * @property {number} atMs
 * @property {string} [reason]
 */

/**
 * One hold of a cart, and how its order is paid.
 * @typedef {object} OrderPart
 * @property {PlaceId} room
 * @property {HoldId} hold
 * @property {Payment} payment
 */

/**
 * An order.
 * @typedef {object} OrderView
 * @property {OrderId} order
 * @property {PlaceId} room
 * @property {BoothId} booth
 * @property {string} boothName
 * @property {OrderState} state
 * @property {LineView[]} lines
 * @property {number} totalVnd
 * @property {Payment} payment
 * @property {PaidState} paid
 * @property {number} paidVnd
 * @property {VietQrView} [vietQr] how to pay, while it can be paid
 * @property {RecipientView} recipient in full for its buyer only; staff see it masked here and open it by itself
 * @property {string} [note]
 * @property {number} placedMs
 * @property {number} cancelUntilMs until when the buyer may cancel
 * @property {OrderChange[]} changes
 * @property {ParcelView} [parcel] the parcel it shares with orders of neighbours, or null
 */

/**
 * A parcel that several orders share: its code, and the names of the other booths whose orders are in it.
 * @typedef {object} ParcelView
 * @property {string} parcel
 * @property {string[]} with
 */

/**
 * How one part of an act went: an order, or why there is none.
 * @typedef {object} PartPlaced
 * @property {PlaceId} room
 * @property {HoldId} hold
 * @property {OrderView} [order]
 * @property {Refused} [refused]
 */

/**
 * How one part of a cart went: a hold, or why there is none.
 * @typedef {object} PartTaken
 * @property {PlaceId} room
 * @property {HoldView} [hold]
 * @property {string} [ended] how the hold ended when it did before: "committed", "released" or "expired"
 * @property {Refused} [refused]
 * @property {Refused[]} [more] further lines that could not be had; `refused` tells of the first
 */

/**
 * A product's picture: a photo where there is one, else a drawing made by the pages.
 * @typedef {object} Picture
 * @property {string} [photo] the path of the photo, or null
 * @property {string} drawing the name of the drawing, such as "honey-jar"
 * @property {string} palette the colours of its province, such as "mekong"
 */

/**
 * What is on the main screen of a show and at what price now.
 * @typedef {object} PinView
 * @property {ProductId} product
 * @property {string} name
 * @property {number} priceVnd
 * @property {number} [wasVnd]
 * @property {Picture} picture
 */

/**
 * A product as the catalogue shows it. `frozen`: officials or organizers have stopped its sale.
 * @typedef {object} ProductView
 * @property {ProductId} product
 * @property {BoothId} booth
 * @property {string} name
 * @property {string} story
 * @property {number} priceVnd
 * @property {string} unit
 * @property {number} weightGrams
 * @property {string} group
 * @property {CertificateView} [certificate]
 * @property {string} [gtin]
 * @property {Picture} picture
 * @property {string[]} photos
 * @property {number} shelf
 * @property {boolean} archived
 * @property {boolean} frozen
 */

/**
 * Who receives the parcel. Personal data: never logged, stored only as cipher text.
 * @typedef {object} Recipient
 * @property {string} name
 * @property {string} phone
 * @property {string} province one of the 34 codes, such as "01"
 * @property {string} commune
 * @property {string} street
 */

/**
 * `phone` is masked unless the reader is the buyer or opened the label.
 * @typedef {object} RecipientView
 * @property {string} name
 * @property {string} phone
 * @property {string} province
 * @property {string} commune
 * @property {string} street
 */

/**
 * Everything that a phone needs to draw a room. `stopped`: officials or organizers have stopped the sale; `officials`: the offices that watch.
 * @typedef {object} Scene
 * @property {ShowView} show
 * @property {OfferView[]} lineUp
 * @property {ProductId[]} pins
 * @property {boolean} ordersOpen
 * @property {number} slowSeconds
 * @property {ChatLine} [pinnedMessage]
 * @property {ChatLine[]} chat
 * @property {string} [bannedUntil]
 * @property {boolean} stopped
 * @property {string[]} officials
 */

/**
 * A show as lists show it.
 * @typedef {object} ShowView
 * @property {PlaceId} room
 * @property {BoothView} booth
 * @property {string} title
 * @property {string} state
 * @property {number} startsMs
 * @property {number} [endedMs]
 * @property {VideoView} video
 * @property {Picture} cover
 * @property {number} viewers
 */

/**
 * A sitting on a day of its own: `date` as yyyy-MM-dd, the rest as in a weekly rule.
 * @typedef {object} SittingView
 * @property {string} date
 * @property {string} from
 * @property {string} until
 */

/**
 * Who has the main stage of a night now, and who comes next in which order; both empty when nobody is live.
 * @typedef {object} SpotlightView
 * @property {NightId} night
 * @property {TurnView} [now]
 * @property {TurnView[]} next
 */

/**
 * A booth of a street that is on air. `state` is "live" or "paused".
 * @typedef {object} StallNow
 * @property {BoothId} booth
 * @property {PlaceId} room
 * @property {string} state
 * @property {string} title
 * @property {number} viewers
 * @property {PinView} [pin]
 */

/**
 * A booth in the street of a night: what seldom changes.
 * @typedef {object} StallView
 * @property {BoothId} booth
 * @property {HallId} hall
 * @property {number} place
 * @property {string} name
 * @property {string} province
 * @property {string} commune
 * @property {Picture} picture
 * @property {string[]} groups product groups of which it has something
 * @property {number} stars the most stars of a certificate that holds, or 0
 * @property {PlaceId} [next] its next announced show, or null
 * @property {number} [nextMs]
 */

/**
 * A booth's place in a hall on one night.
 * @typedef {object} StandView
 * @property {BoothId} booth
 * @property {HallId} hall
 * @property {number} place
 */

/**
 * Units of one product in one place; free + held + sold = allotted. `rev` grows with every change.
 * @typedef {object} StockView
 * @property {number} allotted
 * @property {number} free
 * @property {number} held
 * @property {number} sold
 * @property {number} rev
 */

/**
 * One line of a talk at a counter. `by` is "visitor" or "staff".
 * @typedef {object} TalkLine
 * @property {number} n
 * @property {string} by
 * @property {string} name
 * @property {string} text
 * @property {number} sentMs
 */

/**
 * The running figures of a show, for staff.
 * @typedef {object} Tally
 * @property {number} viewers
 * @property {number} peakViewers
 * @property {number} orders
 * @property {number} units
 * @property {number} revenueVnd
 * @property {number} holdsOpen
 * @property {number} holdsTaken
 * @property {number} holdsLapsed
 * @property {number} waiting
 * @property {number} unanswered
 */

/**
 * A visitor's number at a booth's counter.
 * @typedef {object} TicketView
 * @property {TicketId} ticket
 * @property {BoothId} booth
 * @property {string} boothName
 * @property {number} number
 * @property {number} ahead how many wait before this one
 * @property {string} state "waiting", "called" or "ended"
 * @property {string} name the visitor's name in chats
 * @property {string} reason what it is about, in a few words
 * @property {ProductId} [product]
 * @property {number} takenMs
 * @property {number} [calledMs]
 * @property {number} [endedMs]
 * @property {AccountId} [staff]
 * @property {string} [staffName]
 * @property {string} [endedBy] "visitor" or "staff"
 */

/**
 * A booth's turn on the main stage.
 * @typedef {object} TurnView
 * @property {BoothId} booth
 * @property {number} fromMs
 * @property {number} untilMs
 */

/**
 * Where the picture comes from.
 * @typedef {object} VideoView
 * @property {string} kind "cover", "hls", "youtube" or "facebook"
 * @property {string} [url] null for a cover
 */

/**
 * What to pay and how: the picture is an SVG path for a square of `size` modules.
 * @typedef {object} VietQrView
 * @property {string} payload
 * @property {string} bank
 * @property {string} account
 * @property {string} holder
 * @property {number} amountVnd
 * @property {string} memo
 * @property {string} svgPath
 * @property {number} size
 */

/**
 * A place in line for a product: `ahead` people come before.
 * @typedef {object} WaitView
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} quantity
 * @property {HoldId} hold
 * @property {number} number
 * @property {number} ahead
 */

/**
 * A weekly rule in Vietnam's time: `day` 1 is Monday, `from` and `until` as HH:mm; an end before the beginning is after midnight.
 * @typedef {object} WeeklyView
 * @property {number} day
 * @property {string} from
 * @property {string} until
 */

/**
 * Something said in a matter or a complaint. `who` is "official", "organizer", "seller", "buyer" or "house"; `papers` are names of photos.
 * @typedef {object} WordView
 * @property {string} who
 * @property {string} name
 * @property {number} atMs
 * @property {string} text
 * @property {string[]} papers
 */

/**
 * Come into a room. With `seq` and `epoch` of an earlier visit the phone gets exactly what it missed, or a scene when that is fewer bytes or something of what was missed is no longer known. Without them it gets a scene.
 * @typedef {object} JoinRoom
 * @property {'join-room'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {number} [seq] the last numbered event seen, or null
 * @property {string} [epoch] the epoch it was seen in, or null
 * @property {number} [n] the last line of the chat seen, or null: then the newest lines come along, of which the phone may have some
 */

/**
 * Go out of a room.
 * @typedef {object} LeaveRoom
 * @property {'leave-room'} t
 * @property {number} ref
 * @property {PlaceId} room
 */

/**
 * Ask for the server's clock.
 * @typedef {object} AskClock
 * @property {'ask-clock'} t
 * @property {number} ref
 */

/**
 * Say something in the chat. A comment such as "A1 x2" is also an order: see docs/COMMENT-ORDERS.md.
 * @typedef {object} PostChat
 * @property {'post-chat'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {string} text
 * @property {MessageId} [replyTo]
 * @property {string} key
 */

/**
 * Send a heart, a clap or a flower; counted, not stored, not answered.
 * @typedef {object} React
 * @property {'react'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {Reaction} kind
 */

/**
 * Look at the street of a night: a summary of the night, and of the named halls (of all, when none is named), is told as it changes, at most once a second. Said again, it takes the place of what was said before.
 * @typedef {object} WatchNight
 * @property {'watch-night'} t
 * @property {number} ref
 * @property {NightId} night
 * @property {HallId[]} halls
 */

/**
 * Look away from the street.
 * @typedef {object} LeaveNight
 * @property {'leave-night'} t
 * @property {number} ref
 */

/**
 * Take a hold on all the lines or on none.
 * @typedef {object} TakeHold
 * @property {'take-hold'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {Line[]} lines
 * @property {boolean} orWait when the only line is sold out: stand in line for it
 * @property {string} key
 */

/**
 * Keep a hold for longer, within its cap. `room` is where it was taken.
 * @typedef {object} ExtendHold
 * @property {'extend-hold'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {HoldId} hold
 * @property {string} key
 */

/**
 * Give a hold back.
 * @typedef {object} ReleaseHold
 * @property {'release-hold'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {HoldId} hold
 */

/**
 * Leave the line for a product.
 * @typedef {object} LeaveWaitlist
 * @property {'leave-waitlist'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} product
 */

/**
 * Turn a hold into an order. The order has the hold's key, so saying it twice places it once.
 * @typedef {object} PlaceOrder
 * @property {'place-order'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {HoldId} hold
 * @property {Recipient} recipient
 * @property {Payment} payment
 * @property {string} [note]
 */

/**
 * Take a hold at every show and shelf of a cart, each by itself: what can be held is held, and of the rest the answer tells why not. A room stands once. Saying it again answers the same for what is held.
 * @typedef {object} TakeHolds
 * @property {'take-holds'} t
 * @property {number} ref
 * @property {CartPart[]} parts
 */

/**
 * Turn the holds of a cart into orders, one for each, to one recipient. A part that fails leaves the others, and the answer tells how each went. Each order has its hold's key, so saying it again places each once. Orders of booths in one village travel as one parcel.
 * @typedef {object} PlaceOrders
 * @property {'place-orders'} t
 * @property {number} ref
 * @property {OrderPart[]} parts
 * @property {Recipient} recipient
 * @property {string} [note]
 * @property {string} key names the act
 */

/**
 * Cancel one's own order within the window.
 * @typedef {object} CancelOrder
 * @property {'cancel-order'} t
 * @property {number} ref
 * @property {OrderId} order
 * @property {string} [reason]
 */

/**
 * Look at a booth's counter: a visitor sees the own number, the staff of the booth everybody's.
 * @typedef {object} ShowCounter
 * @property {'show-counter'} t
 * @property {number} ref
 * @property {BoothId} booth
 */

/**
 * Take a number, to talk with somebody of the booth when it is called. One at a time for each booth.
 * @typedef {object} TakeTicket
 * @property {'take-ticket'} t
 * @property {number} ref
 * @property {BoothId} booth
 * @property {string} reason
 * @property {ProductId} [product]
 * @property {string} key
 */

/**
 * Give the number back or end the talk: by the visitor, or by the staff.
 * @typedef {object} EndTicket
 * @property {'end-ticket'} t
 * @property {number} ref
 * @property {TicketId} ticket
 */

/**
 * Read a talk from its beginning.
 * @typedef {object} ShowTalk
 * @property {'show-talk'} t
 * @property {number} ref
 * @property {TicketId} ticket
 */

/**
 * Say something in a talk. A visitor may do so while waiting too.
 * @typedef {object} SayAtCounter
 * @property {'say-at-counter'} t
 * @property {number} ref
 * @property {TicketId} ticket
 * @property {string} text
 * @property {string} key
 */

/**
 * Call the next visitor, or (by name) another one who waits. By the staff.
 * @typedef {object} CallVisitor
 * @property {'call-visitor'} t
 * @property {number} ref
 * @property {BoothId} booth
 * @property {TicketId} [ticket]
 * @property {string} key
 */

/**
 * Hand a talk over to somebody else of the staff.
 * @typedef {object} HandOver
 * @property {'hand-over'} t
 * @property {number} ref
 * @property {TicketId} ticket
 * @property {AccountId} account
 */

/**
 * Open or close the counter. Who waits already, waits on.
 * @typedef {object} SwitchCounter
 * @property {'switch-counter'} t
 * @property {number} ref
 * @property {BoothId} booth
 * @property {boolean} open
 */

/**
 * Open the show, as a rehearsal that only staff see or for everybody.
 * @typedef {object} GoLive
 * @property {'go-live'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {boolean} rehearsal
 */

/**
 * Pause the show, go on, or end it. Ending gives what is unsold back to the booth.
 * @typedef {object} ChangeStage
 * @property {'change-stage'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {Stage} to
 */

/**
 * Show these on the main screen, up to three, in this order; none takes the pins down.
 * @typedef {object} PinProducts
 * @property {'pin-products'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId[]} products
 */

/**
 * Put the line-up into this order; every product of it once.
 * @typedef {object} ReorderLineUp
 * @property {'reorder-line-up'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId[]} products
 */

/**
 * Set a new price for everybody who has not yet a hold.
 * @typedef {object} ChangePrice
 * @property {'change-price'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} priceVnd
 */

/**
 * Move units between the booth's shelf and the show: positive into the show, negative back.
 * @typedef {object} ChangeStock
 * @property {'change-stock'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} delta
 * @property {string} key
 */

/**
 * Open a flash deal on a product.
 * @typedef {object} OpenDeal
 * @property {'open-deal'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} priceVnd
 * @property {number} units how many at this price, of those that are free
 * @property {number} perBuyer how many one buyer may have of them
 * @property {number} durationMs 10 s to 20 min
 * @property {string} key
 */

/**
 * Shut a flash deal before its time.
 * @typedef {object} CloseDeal
 * @property {'close-deal'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {DealId} deal
 */

/**
 * Stop or resume orders, of one product or (null) of the whole show. Holds already taken stay good.
 * @typedef {object} SwitchOrders
 * @property {'switch-orders'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} [product]
 * @property {boolean} open
 */

/**
 * Take back the last change of price, stock, pins or order of the line-up, within 15 s.
 * @typedef {object} UndoChange
 * @property {'undo-change'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {string} change
 */

/**
 * Take a message away for everybody.
 * @typedef {object} DeleteMessage
 * @property {'delete-message'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {MessageId} message
 */

/**
 * Put a message on top of the chat; null takes it down.
 * @typedef {object} PinMessage
 * @property {'pin-message'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {MessageId} [message]
 */

/**
 * Keep somebody from chatting in this room. They can still watch and buy.
 * @typedef {object} MuteViewer
 * @property {'mute-viewer'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {AccountId} account
 * @property {boolean} muted
 */

/**
 * At least this many seconds between two messages of one viewer; 0 is off.
 * @typedef {object} SetSlowMode
 * @property {'set-slow-mode'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {number} seconds
 */

/**
 * Say that a question needs no more answer.
 * @typedef {object} MarkAnswered
 * @property {'mark-answered'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {MessageId} message
 */

/** What a phone may say. @typedef {JoinRoom | LeaveRoom | AskClock | PostChat | React | WatchNight | LeaveNight | TakeHold | ExtendHold | ReleaseHold | LeaveWaitlist | PlaceOrder | TakeHolds | PlaceOrders | CancelOrder | ShowCounter | TakeTicket | EndTicket | ShowTalk | SayAtCounter | CallVisitor | HandOver | SwitchCounter | GoLive | ChangeStage | PinProducts | ReorderLineUp | ChangePrice | ChangeStock | OpenDeal | CloseDeal | SwitchOrders | UndoChange | DeleteMessage | PinMessage | MuteViewer | SetSlowMode | MarkAnswered} Inbound */

/**
 * Done, and there is nothing more to say. `change` can be taken back with `undo-change`.
 * @typedef {object} Done
 * @property {'done'} t
 * @property {number} ref
 * @property {string} [change]
 */

/**
 * Not done, and nothing was changed. `free` tells how many are left where that is why.
 * @typedef {object} Refused
 * @property {'refused'} t
 * @property {number} ref
 * @property {Why} why
 * @property {string} [field]
 * @property {number} [free]
 */

/**
 * In the room. Either `recovered` and the missed events follow, or here is the whole scene.
 * @typedef {object} Joined
 * @property {'joined'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {string} epoch
 * @property {number} seq
 * @property {number} nowMs
 * @property {boolean} recovered
 * @property {Scene} [scene]
 * @property {Mine} [mine]
 * @property {AccountId} [you] null for somebody who has not signed in
 * @property {number} viewers
 * @property {Tally} [tally]
 */

/**
 * Not in the room yet, for too many are coming: ask again after `againMs`.
 * @typedef {object} JoinLater
 * @property {'join-later'} t
 * @property {number} ref
 * @property {number} againMs
 */

/**
 * The server's clock.
 * @typedef {object} Clock
 * @property {'clock'} t
 * @property {number} ref
 * @property {number} nowMs
 */

/**
 * The hold stands until `deadlineMs`.
 * @typedef {object} HoldTaken
 * @property {'hold-taken'} t
 * @property {number} ref
 * @property {HoldView} hold
 */

/**
 * Sold out for now; the phone stands in line. `number` counts everybody who ever stood, `ahead` those before you now.
 * @typedef {object} Waiting
 * @property {'waiting'} t
 * @property {number} ref
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {HoldId} hold
 * @property {number} quantity
 * @property {number} number
 * @property {number} ahead
 */

/**
 * The order stands and will be kept.
 * @typedef {object} OrderPlaced
 * @property {'order-placed'} t
 * @property {number} ref
 * @property {OrderView} order
 */

/**
 * The cart as far as it could be held, part by part in the order asked for.
 * @typedef {object} HoldsTaken
 * @property {'holds-taken'} t
 * @property {number} ref
 * @property {PartTaken[]} parts
 */

/**
 * The orders of one act, part by part in the order asked for.
 * @typedef {object} OrdersPlaced
 * @property {'orders-placed'} t
 * @property {number} ref
 * @property {PartPlaced[]} parts
 */

/**
 * The comment was taken. Where it was an order, exactly one of the last three tells how it went.
 * @typedef {object} ChatPosted
 * @property {'chat-posted'} t
 * @property {number} ref
 * @property {MessageId} message
 * @property {HoldView} [hold]
 * @property {Waiting} [waiting]
 * @property {Refused} [refused]
 */

/**
 * Looking at the street of a night: summaries follow.
 * @typedef {object} NightWatched
 * @property {'night-watched'} t
 * @property {number} ref
 * @property {NightId} night
 * @property {number} nowMs
 */

/**
 * A counter as a visitor sees it: whether it is open, how many wait, and the own number, the last one where none is open.
 * @typedef {object} CounterShown
 * @property {'counter-shown'} t
 * @property {number} ref
 * @property {BoothId} booth
 * @property {boolean} open
 * @property {number} waiting
 * @property {TicketView} [ticket]
 */

/**
 * A counter as its staff see it: who waits, who talks with whom, and the talks of the last days.
 * @typedef {object} DeskShown
 * @property {'desk-shown'} t
 * @property {number} ref
 * @property {BoothId} booth
 * @property {boolean} open
 * @property {TicketView[]} tickets
 * @property {Colleague[]} colleagues
 */

/**
 * The ticket as it stands now.
 * @typedef {object} TicketTaken
 * @property {'ticket-taken'} t
 * @property {number} ref
 * @property {TicketView} ticket
 */

/**
 * A talk from its beginning.
 * @typedef {object} TalkShown
 * @property {'talk-shown'} t
 * @property {number} ref
 * @property {TicketView} ticket
 * @property {TalkLine[]} lines
 */

/**
 * What was said stands in the talk.
 * @typedef {object} LineKept
 * @property {'line-kept'} t
 * @property {number} ref
 * @property {TicketId} ticket
 * @property {number} n
 */

/**
 * @typedef {object} ShowChanged
 * @property {'show-changed'} t
 * @property {number} seq
 * @property {ShowState} state
 * @property {boolean} ordersOpen
 * @property {number} atMs
 */

/**
 * @typedef {object} ProductsPinned
 * @property {'products-pinned'} t
 * @property {number} seq
 * @property {ProductId[]} products
 */

/**
 * The line-up has a new order or new items.
 * @typedef {object} LineUpChanged
 * @property {'line-up-changed'} t
 * @property {number} seq
 * @property {OfferView[]} lineUp
 */

/**
 * @typedef {object} PriceChanged
 * @property {'price-changed'} t
 * @property {number} seq
 * @property {ProductId} product
 * @property {number} priceVnd
 * @property {number} [wasVnd]
 */

/**
 * @typedef {object} DealOpened
 * @property {'deal-opened'} t
 * @property {number} seq
 * @property {DealView} deal
 */

/**
 * @typedef {object} DealClosed
 * @property {'deal-closed'} t
 * @property {number} seq
 * @property {DealId} deal
 * @property {ProductId} product
 */

/**
 * `product` null: the whole show.
 * @typedef {object} OrdersSwitched
 * @property {'orders-switched'} t
 * @property {number} seq
 * @property {ProductId} [product]
 * @property {boolean} open
 */

/**
 * Officials or organizers have stopped the sale of a product, or let it go on.
 * @typedef {object} GoodsFrozen
 * @property {'goods-frozen'} t
 * @property {number} seq
 * @property {ProductId} product
 * @property {boolean} frozen
 */

/**
 * In a booth's own room: its counter was opened or closed.
 * @typedef {object} CounterSwitched
 * @property {'counter-switched'} t
 * @property {number} seq
 * @property {BoothId} booth
 * @property {boolean} open
 */

/**
 * Officials or organizers have stopped the sale in this room, or let it go on.
 * @typedef {object} SaleStopped
 * @property {'sale-stopped'} t
 * @property {number} seq
 * @property {boolean} stopped
 */

/**
 * The offices that watch this room with a seat.
 * @typedef {object} OfficialsSeated
 * @property {'officials-seated'} t
 * @property {number} seq
 * @property {string[]} officials
 */

/**
 * @typedef {object} MessageDeleted
 * @property {'message-deleted'} t
 * @property {number} seq
 * @property {MessageId} message
 */

/**
 * @typedef {object} MessagePinned
 * @property {'message-pinned'} t
 * @property {number} seq
 * @property {ChatLine} [message]
 */

/**
 * @typedef {object} SlowModeSet
 * @property {'slow-mode-set'} t
 * @property {number} seq
 * @property {number} seconds
 */

/**
 * @typedef {object} QuestionAnswered
 * @property {'question-answered'} t
 * @property {number} seq
 * @property {MessageId} message
 */

/**
 * `dealLeft` is null without a deal. Drop it when `rev` is not greater than the one you have.
 * @typedef {object} StockChanged
 * @property {'stock-changed'} t
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} allotted
 * @property {number} free
 * @property {number} held
 * @property {number} sold
 * @property {number} [dealLeft]
 * @property {number} rev
 */

/**
 * @typedef {object} ViewersCounted
 * @property {'viewers-counted'} t
 * @property {PlaceId} room
 * @property {number} viewers
 */

/**
 * The booths of a hall that are on air, the most watched first.
 * @typedef {object} HallSummed
 * @property {'hall-summed'} t
 * @property {NightId} night
 * @property {HallId} hall
 * @property {StallNow[]} live
 */

/**
 * A night in figures, hall by hall, and its main stage.
 * @typedef {object} NightSummed
 * @property {'night-summed'} t
 * @property {NightId} night
 * @property {number} live
 * @property {number} viewers
 * @property {HallCount[]} halls
 * @property {SpotlightView} [spotlight] null where the night has no stage
 */

/**
 * For staff.
 * @typedef {object} TallyChanged
 * @property {'tally-changed'} t
 * @property {PlaceId} room
 * @property {Tally} tally
 */

/**
 * How far this node has cut back, so that pages can say so: chats may rest, and while the store is away nothing can be bought. Told on a change, and to who comes in meanwhile.
 * @typedef {object} StrainChanged
 * @property {'strain-changed'} t
 * @property {Strain} strain
 */

/**
 * The organizers say something to all rooms of a night; it is shown until `untilMs`, or until it is taken back.
 * @typedef {object} Announced
 * @property {'announced'} t
 * @property {NightId} night
 * @property {AnnouncementView} announcement
 */

/**
 * @typedef {object} AnnouncementTakenBack
 * @property {'announcement-taken-back'} t
 * @property {NightId} night
 * @property {string} announcement
 */

/**
 * @typedef {object} Said
 * @property {'said'} t
 * @property {ChatLine} line
 */

/**
 * How many of each in the last half second.
 * @typedef {object} Reacted
 * @property {'reacted'} t
 * @property {PlaceId} room
 * @property {Partial<Record<Reaction, number>>} counts
 */

/**
 * Your turn in line has come: the hold is yours.
 * @typedef {object} HoldGranted
 * @property {'hold-granted'} t
 * @property {HoldView} hold
 */

/**
 * @typedef {object} HoldExtended
 * @property {'hold-extended'} t
 * @property {HoldId} hold
 * @property {number} deadlineMs
 */

/**
 * `how` is "committed", "released", "expired", or "frozen" where officials or organizers have stopped the sale.
 * @typedef {object} HoldResolved
 * @property {'hold-resolved'} t
 * @property {HoldId} hold
 * @property {string} how
 */

/**
 * @typedef {object} WaitMoved
 * @property {'wait-moved'} t
 * @property {PlaceId} room
 * @property {ProductId} product
 * @property {number} number
 * @property {number} ahead
 */

/**
 * The show ended or the product left: there is no line any more.
 * @typedef {object} WaitClosed
 * @property {'wait-closed'} t
 * @property {PlaceId} room
 * @property {ProductId} product
 */

/**
 * @typedef {object} OrderChanged
 * @property {'order-changed'} t
 * @property {OrderId} order
 * @property {OrderState} state
 * @property {PaidState} paid
 * @property {number} paidVnd
 */

/**
 * @typedef {object} MuteChanged
 * @property {'mute-changed'} t
 * @property {PlaceId} room
 * @property {boolean} muted
 */

/**
 * A ticket moved: to its visitor, and to the staff of the booth.
 * @typedef {object} TicketChanged
 * @property {'ticket-changed'} t
 * @property {TicketView} ticket
 */

/**
 * Something was said in a talk: to its visitor, and to the staff of the booth.
 * @typedef {object} TalkSaid
 * @property {'talk-said'} t
 * @property {TicketId} ticket
 * @property {TalkLine} line
 */

/**
 * There is something to know; `unread` counts all that was not read.
 * @typedef {object} NoticeCame
 * @property {'notice-came'} t
 * @property {NoticeView} notice
 * @property {number} unread
 */

/**
 * For staff: officials or organizers have taken something up with the booth, or it has moved on.
 * @typedef {object} MatterMoved
 * @property {'matter-moved'} t
 * @property {MatterView} matter
 */

/**
 * To the buyer and to staff: a complaint was made or has moved on.
 * @typedef {object} ComplaintMoved
 * @property {'complaint-moved'} t
 * @property {ComplaintView} complaint
 */

/**
 * For staff: a new order came in.
 * @typedef {object} OrderArrived
 * @property {'order-arrived'} t
 * @property {OrderView} order
 */

/**
 * For staff: an order went on.
 * @typedef {object} OrderMoved
 * @property {'order-moved'} t
 * @property {OrderId} order
 * @property {OrderState} state
 * @property {PaidState} paid
 */

/** The answer to the command with the same `ref`. @typedef {Done | Refused | Joined | JoinLater | Clock | HoldTaken | Waiting | OrderPlaced | HoldsTaken | OrdersPlaced | ChatPosted | NightWatched | CounterShown | DeskShown | TicketTaken | TalkShown | LineKept} Reply */

/** Numbered without a gap in the room's log. @typedef {ShowChanged | ProductsPinned | LineUpChanged | PriceChanged | DealOpened | DealClosed | OrdersSwitched | GoodsFrozen | CounterSwitched | SaleStopped | OfficialsSeated | MessageDeleted | MessagePinned | SlowModeSet | QuestionAnswered} Shelf */

/** Newest wins, by `key()`. @typedef {StockChanged | ViewersCounted | HallSummed | NightSummed | TallyChanged | StrainChanged | Announced | AnnouncementTakenBack} Latest */

/** May be thinned in a huge room or for a slow phone. @typedef {Said | Reacted} Thin */

/** To every phone of one person. State, not history: a phone that was away finds it in `joined.mine`. @typedef {HoldGranted | HoldExtended | HoldResolved | WaitMoved | WaitClosed | OrderChanged | MuteChanged | TicketChanged | TalkSaid | NoticeCame | MatterMoved | ComplaintMoved | OrderArrived | OrderMoved} Private */

/** What the server says. @typedef {Reply | Shelf | Latest | Thin | Private} Outbound */

/** The names on the wire, by what they are. */
export const NAMES = Object.freeze({
  inbound: ['join-room', 'leave-room', 'ask-clock', 'post-chat', 'react', 'watch-night', 'leave-night', 'take-hold', 'extend-hold', 'release-hold', 'leave-waitlist', 'place-order', 'take-holds', 'place-orders', 'cancel-order', 'show-counter', 'take-ticket', 'end-ticket', 'show-talk', 'say-at-counter', 'call-visitor', 'hand-over', 'switch-counter', 'go-live', 'change-stage', 'pin-products', 'reorder-line-up', 'change-price', 'change-stock', 'open-deal', 'close-deal', 'switch-orders', 'undo-change', 'delete-message', 'pin-message', 'mute-viewer', 'set-slow-mode', 'mark-answered'],
  reply: ['done', 'refused', 'joined', 'join-later', 'clock', 'hold-taken', 'waiting', 'order-placed', 'holds-taken', 'orders-placed', 'chat-posted', 'night-watched', 'counter-shown', 'desk-shown', 'ticket-taken', 'talk-shown', 'line-kept'],
  shelf: ['show-changed', 'products-pinned', 'line-up-changed', 'price-changed', 'deal-opened', 'deal-closed', 'orders-switched', 'goods-frozen', 'counter-switched', 'sale-stopped', 'officials-seated', 'message-deleted', 'message-pinned', 'slow-mode-set', 'question-answered'],
  latest: ['stock-changed', 'viewers-counted', 'hall-summed', 'night-summed', 'tally-changed', 'strain-changed', 'announced', 'announcement-taken-back'],
  thin: ['said', 'reacted'],
  private: ['hold-granted', 'hold-extended', 'hold-resolved', 'wait-moved', 'wait-closed', 'order-changed', 'mute-changed', 'ticket-changed', 'talk-said', 'notice-came', 'matter-moved', 'complaint-moved', 'order-arrived', 'order-moved'],
});

/** Every code of an enum, in its order. */
export const CODES = Object.freeze({
  showState: ['draft', 'scheduled', 'rehearsal', 'live', 'paused', 'ended'],
  orderState: ['placed', 'confirmed', 'packed', 'shipped', 'delivered', 'refused', 'returned', 'cancelled'],
  payment: ['cod', 'vietqr'],
  paidState: ['unpaid', 'underpaid', 'paid', 'overpaid', 'refund-due'],
  reaction: ['heart', 'clap', 'flower'],
  matterKind: ['flag', 'paper', 'freeze', 'stop'],
  matterReason: ['unsafe-goods', 'counterfeit', 'false-certificate', 'missing-papers', 'false-claim', 'false-origin', 'false-price', 'restricted-goods', 'indecent', 'complaints', 'emergency', 'other', 'resolved', 'paper-shown', 'mistaken'],
  complaintKind: ['wrong-goods', 'not-delivered', 'quality', 'false-claim', 'other'],
  stage: ['pause', 'resume', 'end'],
  role: ['buyer', 'organizer', 'official', 'distributor'],
  boothRole: ['moderator', 'staff', 'owner'],
  why: ['bad-json', 'unknown-type', 'unknown-field', 'wrong-type', 'missing', 'empty', 'too-long', 'too-small', 'too-large', 'bad-text', 'invalid-id', 'invalid-phone', 'invalid-value', 'duplicate', 'too-many-lines', 'body-too-large', 'unsupported-file', 'wrong-method', 'misdirected', 'bad-request', 'json-only', 'uri-too-long', 'headers-too-large', 'too-slow', 'sign-in-first', 'not-allowed', 'bad-origin', 'bad-signature', 'too-old', 'reason-needed', 'wrong-code', 'code-expired', 'too-many-tries', 'too-many-codes', 'too-fast', 'account-erased', 'consent-needed', 'name-reserved', 'number-in-use', 'booth-needs-owner', 'not-found', 'wrong-state', 'key-reused', 'changed-meanwhile', 'already-done', 'too-many', 'sold-out', 'not-enough', 'over-limit', 'not-on-sale', 'orders-stopped', 'deal-over', 'price-changed', 'hold-lapsed', 'hold-resolved', 'hold-at-cap', 'too-many-holds', 'not-in-line', 'already-in-line', 'cancel-window-over', 'not-paid-yet', 'confirm-number-first', 'too-many-open-cod', 'no-cod-here', 'no-bank-account', 'not-live', 'already-live', 'show-ended', 'not-in-line-up', 'too-many-pins', 'nothing-to-undo', 'line-up-empty', 'stock-below-held', 'frozen', 'sale-stopped', 'video-not-allowed', 'muted', 'slow-down', 'blocked-word', 'no-links', 'chat-closed', 'crowded', 'counter-closed', 'nobody-waits', 'talk-over', 'not-called-yet', 'comment-unclear', 'comment-quantity', 'comment-cancels', 'applications-closed', 'place-taken', 'hall-in-use', 'too-many-views', 'office-needed', 'under-hold', 'try-again', 'full', 'not-ready', 'broken'],
  strain: ['none', 'quieter', 'thinner', 'buying-only', 'store-away'],
});

/** Where an order may go from each state. @type {Readonly<Record<OrderState, ReadonlyArray<OrderState>>>} */
export const ORDER_NEXT = Object.freeze({
  placed: ['confirmed', 'cancelled'],
  confirmed: ['packed', 'cancelled'],
  packed: ['shipped', 'cancelled'],
  shipped: ['delivered', 'refused'],
  delivered: ['returned'],
  refused: ['returned'],
  returned: [],
  cancelled: [],
});

/** Every bound that the server keeps: times in ms unless the name says otherwise, money in whole đồng. */
export const LIMITS = Object.freeze({
  holdMs: 300000,
  holdExtensionMs: 180000,
  holdCapMs: 2100000,
  cartLines: 20,
  quantity: 99,
  openHoldsPerBuyer: 3,
  cartParts: 10,
  cartTotalLines: 40,
  waitingPerProduct: 5000,
  sweep: 100,
  cancelWindowMs: 1800000,
  priceVnd: 1000000000,
  stock: 1000000,
  pins: 3,
  lineUp: 200,
  showsPerBooth: 2000,
  showAheadMs: 31622400000,
  audienceSamples: 5000,
  audienceApartMs: 10000,
  listedShows: 200,
  openQuestions: 500,
  sameCommentMs: 30000,
  dealMinMs: 10000,
  dealMaxMs: 1200000,
  undoMs: 15000,
  chatText: 300,
  chatHistory: 50,
  chatLog: 2000,
  slowModeSeconds: 300,
  blockedWords: 500,
  title: 120,
  story: 4000,
  waitingAtCounter: 200,
  talksPerStaff: 8,
  talkText: 500,
  talkLines: 300,
  ticketReason: 120,
  ticketsShown: 250,
  talkKeptMs: 2592000000,
  products: 2000,
  photosPerProduct: 8,
  photosPerBooth: 4000,
  unit: 20,
  weightGrams: 1000000,
  returnTerms: 1000,
  markets: 200,
  halls: 40,
  placesPerHall: 100,
  skips: 100,
  sittings: 100,
  about: 1000,
  applications: 500,
  productsAppliedWith: 30,
  photosAppliedWith: 8,
  nightsAheadDays: 60,
  nightsPerMarketAhead: 100,
  listedNights: 200,
  nightMs: 86400000,
  nightLeadMs: 10368000000,
  spotlightMinutes: 30,
  spotlightGraceMs: 15000,
  turnsTold: 12,
  follows: 200,
  notices: 200,
  currencies: 60,
  announcements: 200,
  announcement: 240,
  announcementMs: 21600000,
  incidents: 500,
  incidentChanges: 100,
  askedInVain: 500,
  unknownCodes: 100,
  rehearsalsKept: 20,
  matterAnswerMs: 86400000,
  matterText: 1000,
  matterWords: 60,
  papersPerWord: 4,
  openMatters: 500,
  listedMatters: 300,
  viewsPerHour: 50,
  office: 80,
  seatMs: 180000,
  seats: 10,
  claim: 300,
  recordsPerRoot: 100,
  journalRoots: 1000,
  journalLooseMs: 1209600000,
  complaintAnswerMs: 172800000,
  complaintObjectMs: 604800000,
  complaintDecideMs: 432000000,
  complaintText: 1000,
  complaintWords: 60,
  listedComplaints: 300,
  loosePaperMs: 86400000,
  name: 60,
  address: 200,
  note: 300,
  reason: 300,
  commune: 80,
  devices: 20,
  staffPerBooth: 50,
  boothsPerPerson: 50,
  apiKeys: 20,
  codeDigits: 6,
  codeMs: 300000,
  codeTries: 5,
  loginMs: 2592000000,
  callerCacheMs: 5000,
  factsKeptMs: 604800000,
  storeMs: 4000,
  storeAwayMs: 2000,
  commandMs: 2000,
  lagQuieterMs: 50,
  lagThinnerMs: 150,
  lagBuyingOnlyMs: 400,
  storeQuieterMs: 100,
  storeThinnerMs: 250,
  storeBuyingOnlyMs: 600,
  buyingQuieterMs: 100,
  buyingThinnerMs: 150,
  buyingOnlyMs: 400,
  buyingCounts: 20,
  heapQuieter: 0,
  heapThinner: 0,
  heapBuyingOnly: 0,
  calmMs: 30000,
  buyersWaitMs: 25,
  chatsUnderWay: 64,
  chatsUnderWayStrained: 8,
  chatOrdersUnderWay: 512,
  joinsUnderWay: 256,
  joinsUnderWayStrained: 8,
  budgetBurst: 2,
  laterMinMs: 1000,
  laterMaxMs: 30000,
  reserve: 20,
  buyerMs: 1800000,
  buyersKnown: 100000,
  buyersRecalled: 2000,
  leavingPerSecond: 500,
  lastAnswersMs: 5000,
  frameBytes: 16384,
  messageBytes: 32768,
  fragments: 16,
  jsonDepth: 8,
  roomsPerPhone: 4,
  outboxBytes: 262144,
  thinLane: 64,
  thinBytes: 32768,
  chatPerSecond: 150,
  hugeRoom: 1000,
  chatPerSecondStrained: 30,
  chatPerSecondBuying: 5,
  idleMs: 75000,
  commandsPerSecond: 20,
  commandBurst: 60,
  messagesPerSecond: 2,
  messageBurst: 10,
  socketsPerAccount: 10,
  idleCallerMs: 60000,
  deflateFromBytes: 1024,
  resumeEvents: 500,
  resumeChat: 500,
  logEntries: 5000,
  bodyBytes: 65536,
  photoBytes: 10485760,
  csvBytes: 1048576,
  headMs: 10000,
  bodyMs: 15000,
  bodyBytesPerSecond: 32768,
  requestsUnderWay: 4000,
  requestCreditsPerSecond: 50,
  requestCredits: 300,
  strangersCreditsPerSecond: 500,
  strangersCredits: 3000,
  purses: 200000,
  queryParts: 64,
  headerBytes: 8192,
  uriBytes: 4096,
});
